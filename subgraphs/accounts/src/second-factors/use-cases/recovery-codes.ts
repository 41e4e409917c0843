import type { Viewer } from '@cartwright/identity';
import { findUsers, lockUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { countRecoveryCodes, findTotpSince } from '../repository/factors.ts';
import { giveRecoveryCodes, tellOf } from './change-factors.ts';
import type { FactorJudgement } from './check-factor.ts';
import { methodsOf } from './methods-of.ts';
import { prove, type Proof } from './prove.ts';

export type RenewRecoveryCodesOutcome =
  | { readonly kind: 'renewed'; readonly recoveryCodes: readonly string[] }
  | Exclude<FactorJudgement, { kind: 'right' }>;

/** Gives a user other recovery codes, all at once; who has no factor gets none. */
export async function renewRecoveryCodes(
  dependencies: Dependencies,
  viewer: Viewer,
  proof: Proof,
): Promise<RenewRecoveryCodesOutcome> {
  const judged = await prove(dependencies, viewer, proof);
  if (judged.kind !== 'right') return judged;
  return dependencies.transact(async (tx, send): Promise<RenewRecoveryCodesOutcome> => {
    await lockUser(tx, viewer.id);
    const methods = await methodsOf(dependencies, tx, viewer.id);
    const [user] = await findUsers(tx, [viewer.id]);
    if (methods.length === 0 || user === undefined) return { kind: 'wrong' };
    tellOf(dependencies, send, { user, change: 'RECOVERY_CODES_RENEWED' });
    return { kind: 'renewed', recoveryCodes: await giveRecoveryCodes(tx, viewer.id) };
  });
}

/** What a user sees of their own factors. */
export interface ShownFactors {
  readonly totpSince: Date | null;
  readonly recoveryCodesLeft: number;
}

/** What a user has beside the password. */
export async function findFactors({ database }: Dependencies, userId: string): Promise<ShownFactors> {
  const totpSince = await findTotpSince(database.statements, userId);
  return { totpSince, recoveryCodesLeft: await countRecoveryCodes(database.statements, userId) };
}
