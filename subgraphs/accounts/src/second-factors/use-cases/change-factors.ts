import type { Transaction } from '@cartwright/database';
import { message, signInChanged, type DataOf } from '@cartwright/events';
import type { Viewer } from '@cartwright/identity';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import {
  findProofs,
  openSession,
  revokeSessions,
  secondFactorProved,
  type OpenedSession,
} from '../../sessions/door.ts';
import { findUsers, lockUser, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { newRecoveryCodes, hashRecoveryCode } from '../recovery-codes.ts';
import { deleteChallengesOf } from '../repository/challenges.ts';
import { countRecoveryCodes, replaceRecoveryCodes } from '../repository/factors.ts';
import { methodsOf } from './methods-of.ts';

/** What changed in how somebody signs in. */
export type SignInChange = DataOf<typeof signInChanged>['change'];

/** Who changes their factors, with what program. */
export interface FactorChange {
  readonly viewer: Viewer;
  readonly userAgent: string | null;
  readonly change: SignInChange;
  /** With what the factor that is added has just been proved (RFC 8176); empty where one is removed. */
  readonly methods: readonly string[];
}

/** What came of it: a session of its own, and new recovery codes where there were none. */
export interface ChangedFactors {
  readonly session: OpenedSession;
  readonly recoveryCodes: readonly string[] | null;
}

/**
 * Carries a change of a user's factors through, once `write` has said that it is one: what was begun before ends, the session
 * that asks goes on as another one, and the user is told by mail. Null when `write` found nothing to change.
 */
export async function changeFactors(
  dependencies: Dependencies,
  change: FactorChange,
  write: (tx: Transaction<Tables>) => Promise<boolean>,
): Promise<ChangedFactors | null> {
  const { transact, ends } = dependencies;
  const changed = await transact(async (tx, send) => {
    await lockUser(tx, change.viewer.id);
    if (!(await write(tx))) return null;
    const [user] = await findUsers(tx, [change.viewer.id]);
    const before = await findProofs(tx, change.viewer.sessionId);
    if (user === undefined || before === undefined) throw new Error('The session ended meanwhile.');
    const recoveryCodes = await keepRecoverable(dependencies, tx, user.id);
    const session = await renewSession(dependencies, tx, {
      ...change,
      user,
      before: before.authenticationMethods,
    });
    tellOf(dependencies, send, { user, change: change.change });
    return { session, recoveryCodes };
  });
  await ends.refresh();
  return changed;
}

/** Who has a factor has a way back without it, and who has none needs none. */
async function keepRecoverable(
  dependencies: Dependencies,
  tx: Transaction<Tables>,
  userId: string,
): Promise<string[] | null> {
  const methods = await methodsOf(dependencies, tx, userId);
  if (methods.length === 0) await replaceRecoveryCodes(tx, userId, []);
  if (methods.length === 0 || (await countRecoveryCodes(tx, userId)) > 0) return null;
  return giveRecoveryCodes(tx, userId);
}

/** Gives a user new recovery codes; those until now stop working. */
export async function giveRecoveryCodes(tx: Transaction<Tables>, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(tx, userId, codes.map(hashRecoveryCode));
  return codes;
}

/** Another privilege is another session: whoever has the tokens until now has nothing of it. */
async function renewSession(
  dependencies: Dependencies,
  tx: Transaction<Tables>,
  renewed: FactorChange & { readonly user: UserRecord; readonly before: readonly string[] },
): Promise<OpenedSession> {
  const { user, viewer, userAgent } = renewed;
  await revokeSessions(tx, { userId: user.id }, dependencies.now());
  await deleteChallengesOf(tx, user.id);
  const hasFactor = (await methodsOf(dependencies, tx, user.id)).length > 0;
  const proved = new Set([...renewed.before, ...renewed.methods]);
  if (renewed.methods.length > 0) proved.add(secondFactorProved);
  if (!hasFactor) proved.delete(secondFactorProved);
  const guestId = viewer.guestId ?? null;
  return openSession(dependencies, tx, { user, guestId, userAgent, authenticationMethods: [...proved] });
}

/** Says nothing that anybody wrote. */
export function tellOf(
  { newId, now }: Pick<Dependencies, 'newId' | 'now'>,
  send: Send,
  { user, change }: { readonly user: UserRecord; readonly change: SignInChange },
): void {
  if (user.email === null) return;
  const { id: customerId, email, locale } = user;
  const changedAt = now().toISOString();
  send(message(signInChanged, { changeId: newId(), customerId, email, locale, change, changedAt }));
}
