import type { Statements } from '@cartwright/database';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import type { Tables } from '../../generated/tables.ts';
import type { CheckDependencies } from '../dependencies.ts';
import { signatureAlgorithms } from '../signature-algorithms.ts';
import { insertChallenge, listCredentials, type ChallengePurpose } from '../repository.ts';

/** For how long a device may take. */
const challengeTtlMs = 5 * 60_000;

/** What a browser is to be given, and until when its answer counts. */
export interface DeviceQuestion {
  readonly options: object;
  readonly expiresAt: Date;
}

/** Asks for a passkey: one of a user's as a second factor, or any that knows whose it is. */
export async function askForPasskey(
  { relyingParty, now }: CheckDependencies,
  db: Statements<Tables>,
  userId: string | null,
): Promise<DeviceQuestion> {
  const purpose = userId === null ? 'sign-in' : 'factor';
  const { challenge, expiresAt } = await newChallenge(db, { purpose, userId }, now());
  const options = await generateAuthenticationOptions({
    rpID: relyingParty.id,
    challenge,
    timeout: challengeTtlMs,
    allowCredentials: userId === null ? [] : await credentialsOf(db, userId),
    userVerification: userId === null ? 'required' : 'preferred',
  });
  return { options, expiresAt };
}

/** Asks for a new passkey, on a device that has none of this user's yet. */
export async function askForRegistration(
  { relyingParty, now }: CheckDependencies,
  db: Statements<Tables>,
  user: { readonly id: string; readonly email: string | null },
): Promise<DeviceQuestion> {
  const about = { purpose: 'register', userId: user.id } as const;
  const { challenge, expiresAt } = await newChallenge(db, about, now());
  const options = await generateRegistrationOptions({
    rpName: 'Cartwright',
    rpID: relyingParty.id,
    userName: user.email ?? user.id,
    userID: new Uint8Array(Buffer.from(user.id)),
    challenge,
    timeout: challengeTtlMs,
    attestationType: 'none',
    supportedAlgorithmIDs: [...signatureAlgorithms],
    excludeCredentials: await credentialsOf(db, user.id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });
  return { options, expiresAt };
}

async function credentialsOf(db: Statements<Tables>, userId: string) {
  const credentials = await listCredentials(db, userId);
  return credentials.map(({ credentialId: id, transports }) => ({ id, transports }));
}

async function newChallenge(
  db: Statements<Tables>,
  about: { readonly purpose: ChallengePurpose; readonly userId: string | null },
  now: Date,
) {
  const token = newOpaqueToken();
  const expiresAt = new Date(now.getTime() + challengeTtlMs);
  await insertChallenge(db, { ...about, hash: hashOpaqueToken(token), expiresAt });
  return { challenge: new Uint8Array(Buffer.from(token, 'base64url')), expiresAt };
}
