import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken } from '@cartwright/identity';
import { verifyAuthenticationResponse, type VerifiedAuthenticationResponse } from '@simplewebauthn/server';
import type { Tables } from '../../generated/tables.ts';
import type { CheckDependencies } from '../dependencies.ts';
import { readAuthentication } from '../read-response.ts';
import { lockPasskey, saveUse, takeChallenge, type StoredPasskey } from '../repository.ts';

/** Whose passkey signed, and how that proves who they are (RFC 8176). */
export interface CheckedPasskey {
  readonly userId: string;
  readonly methods: string[];
}

/**
 * Judges what a browser gave for a passkey. As a second factor it has to be the user's own; alone, with `userId` null, it has to
 * have verified its user, too, by finger, face or PIN. The challenge is used up whatever comes of it.
 */
export async function checkPasskey(
  { relyingParty, now }: CheckDependencies,
  tx: Transaction<Tables>,
  { userId, response }: { readonly userId: string | null; readonly response: string },
): Promise<CheckedPasskey | undefined> {
  const read = readAuthentication(response);
  if (read === undefined) return undefined;
  const { answer, challenge } = read;
  const purpose = userId === null ? 'sign-in' : 'factor';
  const isAsked = await takeChallenge(tx, { hash: hashOpaqueToken(challenge), purpose, userId }, now());
  const passkey = isAsked ? await lockPasskey(tx, answer.id) : undefined;
  if (passkey === undefined || (userId !== null && passkey.userId !== userId)) return undefined;
  const { userHandle } = answer.response;
  if (userHandle !== undefined && userHandle !== handleOf(passkey.userId)) return undefined;
  const info = await verified(() =>
    verifyAuthenticationResponse({
      response: answer as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: [...relyingParty.origins],
      expectedRPID: relyingParty.id,
      credential: credentialOf(passkey),
      requireUserVerification: userId === null,
    }),
  );
  if (info === undefined) return undefined;
  const counter = String(info.newCounter);
  await saveUse(tx, { id: passkey.id, counter, isBackedUp: info.credentialBackedUp, lastUsedAt: now() });
  const key = info.credentialDeviceType === 'singleDevice' ? 'hwk' : 'swk';
  return { userId: passkey.userId, methods: info.userVerified ? [key, 'user'] : [key] };
}

function credentialOf({ credentialId, publicKey, counter }: StoredPasskey) {
  return { id: credentialId, publicKey: new Uint8Array(publicKey), counter: Number(counter) };
}

function handleOf(userId: string): string {
  return Buffer.from(userId).toString('base64url');
}

/** The library throws for whatever does not fit. */
async function verified(
  verify: () => Promise<VerifiedAuthenticationResponse>,
): Promise<VerifiedAuthenticationResponse['authenticationInfo'] | undefined> {
  try {
    const result = await verify();
    return result.verified ? result.authenticationInfo : undefined;
  } catch {
    return undefined;
  }
}
