import { readPassword } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import { findProofs } from '../../sessions/door.ts';
import { findPasswordHash } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { freshSessionMs } from '../rules.ts';
import { checkFactor, type FactorAnswer, type FactorJudgement } from './check-factor.ts';
import { methodsOf } from './methods-of.ts';

/** With what somebody who is signed in proves that it is still they who ask. */
export interface Proof extends FactorAnswer {
  readonly password?: string | null | undefined;
}

/**
 * Whether it is the user who asks, and not who found their session open: a factor where there is one, else the password; who
 * has neither has to have signed in just now. To be called before whatever would take the account away.
 * @throws RATE_LIMITED after a few wrong passwords
 */
export async function prove(
  dependencies: Dependencies,
  viewer: Viewer,
  proof: Proof,
): Promise<FactorJudgement> {
  const { database } = dependencies;
  const methods = await methodsOf(dependencies, database.statements, viewer.id);
  if (methods.length === 0) return provePassword(dependencies, viewer, proof);
  return database.transaction((tx) => checkFactor(dependencies, tx, { ...proof, userId: viewer.id }));
}

async function provePassword(
  { database, passwords, attempts, now }: Dependencies,
  viewer: Viewer,
  { password }: Proof,
): Promise<FactorJudgement> {
  const passwordHash = await findPasswordHash(database.statements, viewer.id);
  if (passwordHash !== null) {
    const given = readPassword(password ?? '');
    if (given === null) return { kind: 'wrong' };
    await attempts.beginProof(viewer.id);
    if (!(await passwords.verify(passwordHash, given))) return { kind: 'wrong' };
    await attempts.succeedProof(viewer.id);
    return { kind: 'right', methods: ['pwd'] };
  }
  const session = await findProofs(database.statements, viewer.sessionId);
  const isFresh = session !== undefined && now().getTime() - session.createdAt.getTime() < freshSessionMs;
  return isFresh ? { kind: 'right', methods: [] } : { kind: 'wrong' };
}
