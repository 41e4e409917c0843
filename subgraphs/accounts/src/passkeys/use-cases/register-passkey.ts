import { hashOpaqueToken } from '@cartwright/identity';
import { text, readInput, type InvalidInput } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import { verifyRegistrationResponse, type VerifiedRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import {
  changeFactors,
  prove,
  type ChangedFactors,
  type FactorJudgement,
  type Proof,
} from '../../second-factors/door.ts';
import { findUsers } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { readRegistration } from '../read-response.ts';
import { countPasskeys, insertPasskey, takeChallenge, type ShownPasskey } from '../repository.ts';
import { signatureAlgorithms } from '../signature-algorithms.ts';
import { askForRegistration, type DeviceQuestion } from './ask-device.ts';

/** More than a person has devices. */
const maxPasskeys = 20;
const nameSchema = z.object({ name: text(60) });

/** Reads what somebody calls a passkey. */
export const readName = (name: string) => readInput(nameSchema, { name });

type Unproved = Exclude<FactorJudgement, { kind: 'right' }>;

export type BeginRegistrationOutcome = ({ readonly kind: 'begun' } & DeviceQuestion) | Unproved;

/** Asks a device of the user for a new passkey. */
export async function beginRegistration(
  dependencies: Dependencies,
  viewer: Viewer,
  proof: Proof,
): Promise<BeginRegistrationOutcome> {
  const judged = await prove(dependencies, viewer, proof);
  if (judged.kind !== 'right') return judged;
  return dependencies.database.transaction(async (tx) => {
    const [user] = await findUsers(tx, [viewer.id]);
    const asked = { id: viewer.id, email: user?.email ?? null };
    return { kind: 'begun' as const, ...(await askForRegistration(dependencies, tx, asked)) };
  });
}

/** What a browser gave for a new passkey, and what the user calls it. */
export interface PasskeyRegistration {
  readonly viewer: Viewer;
  readonly userAgent: string | null;
  readonly response: string;
  readonly name: string;
}

export type RegisterPasskeyOutcome =
  | ({ readonly kind: 'registered'; readonly passkey: ShownPasskey } & ChangedFactors)
  | { readonly kind: 'not-accepted' }
  | InvalidInput;

/** Keeps a new passkey. It is a second factor, too, from then on. */
export async function registerPasskey(
  dependencies: Dependencies,
  { viewer, userAgent, response, name }: PasskeyRegistration,
): Promise<RegisterPasskeyOutcome> {
  const named = readName(name);
  if (named.kind === 'invalid-input') return named;
  const { now, newId } = dependencies;
  const verified = await verify(dependencies, response);
  if (verified === undefined) return { kind: 'not-accepted' };
  const { info, challenge, transports } = verified;
  const shown: ShownPasskey = {
    id: newId(),
    name: named.value.name,
    isBackedUp: info.credentialBackedUp,
    createdAt: now(),
    lastUsedAt: null,
  };
  const userId = viewer.id;
  const isMultiDevice = info.credentialDeviceType === 'multiDevice';
  const change = {
    viewer,
    userAgent,
    change: 'PASSKEY_ADDED',
    methods: [isMultiDevice ? 'swk' : 'hwk'],
  } as const;
  const changed = await changeFactors(dependencies, change, async (tx) => {
    const asked = { hash: hashOpaqueToken(challenge), purpose: 'register', userId } as const;
    if (!(await takeChallenge(tx, asked, now()))) return false;
    if ((await countPasskeys(tx, userId)) >= maxPasskeys) return false;
    return insertPasskey(tx, {
      ...shown,
      userId,
      credentialId: info.credential.id,
      publicKey: Buffer.from(info.credential.publicKey),
      counter: String(info.credential.counter),
      transports,
      isBackupEligible: isMultiDevice,
    });
  });
  return changed === null ? { kind: 'not-accepted' } : { kind: 'registered', passkey: shown, ...changed };
}

/** The library throws for whatever does not fit. That the challenge was ours is for who takes it. */
async function verify({ relyingParty }: Dependencies, response: string) {
  const read = readRegistration(response);
  if (read === undefined) return undefined;
  const { answer, challenge } = read;
  try {
    const result: VerifiedRegistrationResponse = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: [...relyingParty.origins],
      expectedRPID: relyingParty.id,
      requireUserVerification: false,
      supportedAlgorithmIDs: [...signatureAlgorithms],
    });
    if (!result.verified) return undefined;
    return { info: result.registrationInfo, challenge, transports: answer.response.transports };
  } catch {
    return undefined;
  }
}
