import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { hashRecoveryCode } from '../recovery-codes.ts';
import { lockTotp, saveWrongCodes, takeStep, useRecoveryCode } from '../repository/factors.ts';
import { countWrong, pausedUntil } from '../rules.ts';
import { stepOfCode } from '../totp.ts';

/** An answer to the question for a second factor: the first that is given counts. */
export interface FactorAnswer {
  /** What the authenticator app shows. */
  readonly code?: string | null | undefined;
  readonly recoveryCode?: string | null | undefined;
  /** What the browser gave for a passkey, as JSON. */
  readonly passkey?: string | null | undefined;
}

/** What an answer is worth: `methods` as RFC 8176 has them; `until` when codes are looked at again. */
export type FactorJudgement =
  | { readonly kind: 'right'; readonly methods: readonly string[] }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'paused'; readonly until: Date };

/** How a factor is checked. */
export type CheckDependencies = Pick<Dependencies, 'seal' | 'passkeyChecks' | 'now'>;

const wrong = { kind: 'wrong' } as const;

/** Judges an answer of a user's, and uses up what is right. The transaction is to be committed whatever comes of it. */
export async function checkFactor(
  dependencies: CheckDependencies,
  tx: Transaction<Tables>,
  { userId, code, recoveryCode, passkey }: FactorAnswer & { readonly userId: string },
): Promise<FactorJudgement> {
  if (typeof code === 'string') return checkCode(dependencies, tx, { userId, code });
  if (typeof recoveryCode === 'string') {
    const isRight = await useRecoveryCode(tx, userId, hashRecoveryCode(recoveryCode));
    return isRight ? { kind: 'right', methods: ['otp'] } : wrong;
  }
  if (typeof passkey !== 'string') return wrong;
  const methods = await dependencies.passkeyChecks.check(tx, { userId, response: passkey });
  return methods === undefined ? wrong : { kind: 'right', methods };
}

/** A code of six digits can be guessed: an account takes only so many wrong ones an hour, whoever sends them. */
async function checkCode(
  { seal, now }: CheckDependencies,
  tx: Transaction<Tables>,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<FactorJudgement> {
  const factor = await lockTotp(tx, userId);
  if (factor?.confirmedAt == null) return wrong;
  const until = pausedUntil(factor, now());
  if (until !== null) return { kind: 'paused', until };
  const secret = seal.open(factor.sealedSecret, userId);
  const step = stepOfCode({ secret, code, lastStep: factor.lastStep }, now());
  if (step === undefined) {
    await saveWrongCodes(tx, userId, countWrong(factor, now()));
    return wrong;
  }
  await takeStep(tx, { ...factor, lastStep: step });
  return { kind: 'right', methods: ['otp'] };
}
