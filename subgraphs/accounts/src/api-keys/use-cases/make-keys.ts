import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken, newApiKey } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import { isId } from '@cartwright/graph';
import type { Tables } from '../../generated/tables.ts';
import {
  administer,
  grantOf,
  recordAction,
  refusedTo,
  type PermissionMissing,
  type Actor,
} from '../../roles/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { endSecretsBy, insertKey, insertSecret, lockKey, revokeKey, type KeyRecord } from '../repository.ts';
import { readNewKey, readRotation, type KeyToMake } from '../rules.ts';

/** Who makes a key, and for what. */
export interface NewKey {
  readonly viewer: Actor;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly expiresAt?: Date | null | undefined;
}

/** There is a key, and its secret is told this once. */
export interface KeyMade {
  readonly kind: 'made';
  readonly key: KeyRecord;
  readonly secret: string;
}

/** There is no such key, or it is over. */
export interface KeyNotFound {
  readonly kind: 'key-not-found';
}

/** How making a key can end. */
export type CreateKeyOutcome = KeyMade | PermissionMissing | InvalidInput;

/** Makes a key that allows no more than who makes it may do. */
export async function createKey(
  dependencies: Dependencies,
  { viewer, ...given }: NewKey,
): Promise<CreateKeyOutcome> {
  const read = readNewKey(given, dependencies.now());
  if (read.kind === 'invalid-input') return read;
  return administer(dependencies, viewer, async ({ tx, send, held }): Promise<CreateKeyOutcome> => {
    const refusal = refusedTo(held, [grantOf({ isOwner: false, permissions: [...read.value.permissions] })]);
    if (refusal !== undefined) return refusal;
    const made = await store(dependencies, tx, { ...read.value, createdBy: viewer.id });
    const { id, name, permissions } = made.key;
    const action = { by: viewer, operation: 'apiKeyCreate', target: id };
    await recordAction(dependencies, { tx, send }, { ...action, after: { name, permissions } });
    return made;
  });
}

async function store(
  dependencies: Dependencies,
  tx: Transaction<Tables>,
  { permissions, ...key }: KeyToMake & Pick<KeyRecord, 'createdBy'>,
): Promise<KeyMade> {
  const { newId, now } = dependencies;
  const about = { id: newId(), createdAt: now(), permissions: [...permissions] };
  const stored = await insertKey(tx, { ...key, ...about });
  return { kind: 'made', key: stored, secret: await addSecret(dependencies, tx, stored.id) };
}

async function addSecret(
  { newId, now }: Dependencies,
  tx: Transaction<Tables>,
  keyId: string,
): Promise<string> {
  const secret = newApiKey();
  const stored = { id: newId(), keyId, hash: hashOpaqueToken(secret), createdAt: now(), expiresAt: null };
  await insertSecret(tx, stored);
  return secret;
}

/** Which key gets another secret, and for how long the others go on. */
export interface Rotation {
  readonly viewer: Actor;
  readonly id: string;
  /** An hour when left out. */
  readonly overlapMinutes?: number | null | undefined;
}

/** How rotating a key can end. */
export type RotateKeyOutcome =
  | (Omit<KeyMade, 'kind'> & { readonly kind: 'rotated'; readonly formerSecretsExpireAt: Date })
  | KeyNotFound
  | PermissionMissing
  | InvalidInput;

/** Gives a key another secret; those of before go on for a while. */
export async function rotateKey(
  dependencies: Dependencies,
  { viewer, id, overlapMinutes }: Rotation,
): Promise<RotateKeyOutcome> {
  const read = readRotation({ overlapMinutes });
  if (read.kind === 'invalid-input') return read;
  const overlapMs = read.value.overlapMinutes * 60_000;
  return administer(dependencies, viewer, async ({ tx, send, held }): Promise<RotateKeyOutcome> => {
    const now = dependencies.now();
    const key = isId(id) ? await lockKey(tx, id) : undefined;
    if (key === undefined || isOver(key, now)) return { kind: 'key-not-found' };
    const refusal = refusedTo(held, [grantOf({ isOwner: false, permissions: key.permissions })]);
    if (refusal !== undefined) return refusal;
    const endsAt = new Date(now.getTime() + overlapMs);
    await endSecretsBy(tx, id, { endsAt, now });
    const secret = await addSecret(dependencies, tx, id);
    const action = { by: viewer, operation: 'apiKeyRotate', target: id };
    await recordAction(
      dependencies,
      { tx, send },
      { ...action, after: { formerSecretsExpireAt: endsAt.toISOString() } },
    );
    return { kind: 'rotated', key, secret, formerSecretsExpireAt: endsAt };
  });
}

/** Ends a key for good. To make the store safer, nobody has to have what the key allows. */
export function endKey(
  dependencies: Dependencies,
  { viewer, id }: { readonly viewer: Actor; readonly id: string },
): Promise<{ readonly kind: 'revoked'; readonly key: KeyRecord } | KeyNotFound> {
  return administer(dependencies, viewer, async ({ tx, send }) => {
    const found = isId(id) ? await lockKey(tx, id) : undefined;
    if (found === undefined) return { kind: 'key-not-found' };
    const key = await revokeKey(tx, id, dependencies.now());
    const action = { by: viewer, operation: 'apiKeyRevoke', target: id };
    await recordAction(dependencies, { tx, send }, { ...action, before: { name: key.name } });
    return { kind: 'revoked', key };
  });
}

const isOver = ({ revokedAt, expiresAt }: KeyRecord, now: Date): boolean =>
  revokedAt !== null || (expiresAt !== null && expiresAt <= now);
