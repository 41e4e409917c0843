import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { Tables } from '../../generated/tables.ts';
import { type BegunSignIn, type SecondFactorChallenge } from '../../sessions/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { fingerprintOf } from '../fingerprint-of.ts';
import { insertChallenge } from '../repository/challenges.ts';
import { challengeTtlMs, guessesPerSignIn } from '../rules.ts';
import { methodsOf } from './methods-of.ts';

/** Keeps a sign-in until its second factor comes; null for a user who has none. */
export async function challengeSignIn(
  { passkeyChecks, now }: Pick<Dependencies, 'passkeyChecks' | 'now'>,
  tx: Transaction<Tables>,
  { user, guestId, passwordHash, authenticationMethods, link }: BegunSignIn,
): Promise<SecondFactorChallenge | null> {
  const methods = await methodsOf({ passkeyChecks }, tx, user.id);
  if (methods.length === 0) return null;
  const challenge = newOpaqueToken();
  const expiresAt = new Date(now().getTime() + challengeTtlMs);
  await insertChallenge(tx, {
    tokenHash: hashOpaqueToken(challenge),
    userId: user.id,
    guestId,
    passwordFingerprint: fingerprintOf(passwordHash),
    authenticationMethods,
    guessesLeft: guessesPerSignIn,
    link: link ?? null,
    expiresAt,
  });
  const hasPasskey = methods.includes('PASSKEY');
  const passkeyOptions = hasPasskey ? await passkeyChecks.challenge(tx, user.id) : null;
  return { challenge, methods, passkeyOptions, expiresAt };
}
