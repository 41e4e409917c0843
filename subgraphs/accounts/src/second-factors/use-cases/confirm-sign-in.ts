import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken, type Viewer } from '@cartwright/identity';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { completeSignIn, secondFactorProved, type OpenedSession } from '../../sessions/door.ts';
import { findPasswordHash, holdUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { fingerprintOf } from '../fingerprint-of.ts';
import {
  deleteChallenge,
  lockChallenge,
  spendGuess,
  type StoredChallenge,
} from '../repository/challenges.ts';
import { tellOf } from './change-factors.ts';
import { checkFactor, type FactorAnswer } from './check-factor.ts';

/** The second step of a sign-in; `viewer` is who sent the request, `userAgent` with what program. */
export interface SignInConfirmation extends FactorAnswer {
  readonly challenge: string;
  readonly viewer: Viewer | null;
  readonly userAgent: string | null;
}

export type ConfirmSignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: OpenedSession }
  | { readonly kind: 'invalid-challenge' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'paused'; readonly until: Date };

/** A sign-in whose factor was right, and the guest who goes on as this user. */
interface Confirmed {
  readonly challenge: StoredChallenge;
  readonly methods: readonly string[];
  readonly guestId: string | null;
  readonly userAgent: string | null;
}

/** Finishes a sign-in with the second factor. No other guest than who began it can, and it works once. */
export async function confirmSignIn(
  dependencies: Dependencies,
  { challenge: token, viewer, userAgent, ...answer }: SignInConfirmation,
): Promise<ConfirmSignInOutcome> {
  const { transact, now, ends } = dependencies;
  const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
  const outcome = await transact(async (tx, send): Promise<ConfirmSignInOutcome> => {
    const challenge = await lockChallenge(tx, hashOpaqueToken(token), now());
    const isOthers = guestId !== null && challenge?.guestId !== guestId;
    if (challenge === undefined || isOthers) return { kind: 'invalid-challenge' };
    const judged = await checkFactor(dependencies, tx, { ...answer, userId: challenge.userId });
    if (judged.kind === 'paused') return judged;
    if (judged.kind === 'wrong') {
      await spendGuess(tx, challenge.tokenHash);
      return judged;
    }
    await deleteChallenge(tx, challenge.tokenHash);
    return finish(dependencies, { tx, send }, { challenge, methods: judged.methods, guestId, userAgent });
  });
  if (outcome.kind === 'signed-in' && guestId !== null) await ends.refresh();
  return outcome;
}

/**
 * Not with a password that was replaced since it was given: who did that has ended what was begun with it. Nor for who is kept out.
 */
async function finish(
  dependencies: Dependencies,
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  { challenge, methods, guestId, userAgent }: Confirmed,
): Promise<ConfirmSignInOutcome> {
  const { userId, passwordFingerprint } = challenge;
  const user = await holdUser(tx, userId);
  const isSame =
    passwordFingerprint === null || fingerprintOf(await findPasswordHash(tx, userId)) === passwordFingerprint;
  if (!isSame || user === undefined) return { kind: 'invalid-challenge' };
  const proved = [...new Set([...challenge.authenticationMethods, ...methods, secondFactorProved])];
  const opening = { user, guestId, userAgent, authenticationMethods: proved };
  if (challenge.link !== null && (await dependencies.links.link(tx, userId, challenge.link)))
    tellOf(dependencies, send, { user, change: 'IDENTITY_PROVIDER_LINKED' });
  return { kind: 'signed-in', session: await completeSignIn(dependencies, { tx, send }, opening) };
}
