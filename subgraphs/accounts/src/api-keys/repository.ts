import { anyOf, partOfList, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** A key for a machine. */
export type KeyRecord = Readonly<Selectable<Tables['apiKeys']>>;

type SecretRow = Readonly<Selectable<Tables['apiKeySecrets']>>;

/** A part of the keys, latest first. */
export function listKeys(db: Statements<Tables>, slice: InstantSlice): Promise<KeyRecord[]> {
  const all = db.selectFrom('apiKeys').selectAll();
  return partOfList(all, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many keys there are, those that are over included. */
export async function countKeys(db: Statements<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('apiKeys')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A key, locked until the end of the transaction. */
export function lockKey(tx: Transaction<Tables>, id: string): Promise<KeyRecord | undefined> {
  return tx.selectFrom('apiKeys').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Stores a key that nobody has used. */
export function insertKey(
  tx: Transaction<Tables>,
  key: Pick<KeyRecord, 'id' | 'name' | 'permissions' | 'createdBy' | 'createdAt' | 'expiresAt'>,
): Promise<KeyRecord> {
  return tx.insertInto('apiKeys').values(key).returningAll().executeTakeFirstOrThrow();
}

/** Stores what a secret is known by. */
export async function insertSecret(
  tx: Transaction<Tables>,
  secret: Omit<SecretRow, 'revokedAt'>,
): Promise<void> {
  await tx.insertInto('apiKeySecrets').values(secret).execute();
}

/** Lets the secrets of a key end at a moment, or when they would have ended anyway. */
export async function endSecretsBy(
  tx: Transaction<Tables>,
  keyId: string,
  { endsAt, now }: { readonly endsAt: Date; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('apiKeySecrets')
    .set((eb) => ({
      expiresAt: eb.fn('least', [eb.ref('expiresAt'), eb.val(endsAt)]),
      revokedAt: endsAt <= now ? now : null,
    }))
    .where('keyId', '=', keyId)
    .where('revokedAt', 'is', null)
    .execute();
}

/** Ends a key and its secrets; one that is over stays so. */
export async function revokeKey(tx: Transaction<Tables>, id: string, now: Date): Promise<KeyRecord> {
  await tx
    .updateTable('apiKeySecrets')
    .set({ revokedAt: now })
    .where('keyId', '=', id)
    .where('revokedAt', 'is', null)
    .execute();
  return tx
    .updateTable('apiKeys')
    .set((eb) => ({ revokedAt: eb.fn.coalesce('revokedAt', eb.val(now)) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Ends the keys that somebody has made. @returns their ids */
export async function revokeKeysOf(tx: Transaction<Tables>, createdBy: string, now: Date): Promise<string[]> {
  const keys = await tx
    .selectFrom('apiKeys')
    .select('id')
    .where('createdBy', '=', createdBy)
    .where('revokedAt', 'is', null)
    .forUpdate()
    .execute();
  for (const { id } of keys) await revokeKey(tx, id, now);
  return keys.map(({ id }) => id);
}

/** A key by a secret of it that works. */
export interface KnownSecret extends Pick<KeyRecord, 'name' | 'permissions'> {
  readonly keyId: string;
  readonly secretId: string;
  readonly secretEndsAt: Date | null;
  readonly keyEndsAt: Date | null;
}

/** The key that a secret belongs to; undefined for one that is unknown or over. */
export function findBySecret(
  db: Statements<Tables>,
  hash: string,
  now: Date,
): Promise<KnownSecret | undefined> {
  return db
    .selectFrom('apiKeySecrets as secret')
    .innerJoin('apiKeys as key', 'key.id', 'secret.keyId')
    .select([
      'key.name',
      'key.permissions',
      'key.id as keyId',
      'secret.id as secretId',
      'secret.expiresAt as secretEndsAt',
      'key.expiresAt as keyEndsAt',
    ])
    .where('secret.hash', '=', hash)
    .where('secret.revokedAt', 'is', null)
    .where('key.revokedAt', 'is', null)
    .where((eb) => eb.or([eb('secret.expiresAt', 'is', null), eb('secret.expiresAt', '>', now)]))
    .where((eb) => eb.or([eb('key.expiresAt', 'is', null), eb('key.expiresAt', '>', now)]))
    .executeTakeFirst();
}

/** When and where from a key was used. */
export interface KeyUse {
  readonly keyId: string;
  readonly at: Date;
  /** Null where it is not known. */
  readonly network: string | null;
}

/** Notes the use of a key, unless one from there was noted after a moment. */
export async function noteUse(
  db: Statements<Tables>,
  { keyId, at, network }: KeyUse,
  notedAfter: Date,
): Promise<void> {
  await db
    .updateTable('apiKeys')
    .set({ lastUsedAt: at, lastUsedNetwork: network })
    .where('id', '=', keyId)
    .where((eb) =>
      eb.or([
        eb('lastUsedAt', 'is', null),
        eb('lastUsedAt', '<', notedAfter),
        eb('lastUsedNetwork', 'is distinct from', network),
      ]),
    )
    .execute();
}

/** How many secrets work of keys that go on; keys without any are missing. */
export function countSecrets(
  db: Statements<Tables>,
  keyIds: readonly string[],
  now: Date,
): Promise<{ keyId: string; count: number }[]> {
  return db
    .selectFrom('apiKeySecrets')
    .select((eb) => ['keyId', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .where('keyId', '=', anyOf(keyIds))
    .where('revokedAt', 'is', null)
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .groupBy('keyId')
    .execute();
}

/** Deletes secrets that ended before a moment; the keys stay, with who made them and when they were used last. */
export async function purgeSecrets(db: Statements<Tables>, endedBefore: Date): Promise<void> {
  await db
    .deleteFrom('apiKeySecrets')
    .where((eb) => eb.or([eb('revokedAt', '<', endedBefore), eb('expiresAt', '<', endedBefore)]))
    .execute();
}
