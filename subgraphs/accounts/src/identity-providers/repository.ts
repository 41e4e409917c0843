import type { Statements, Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** A sign-in that somebody has begun at a provider. */
export type BegunSignIn = Readonly<Selectable<Tables['identityProviderSignIns']>>;

/** An account at a provider with which a user signs in. */
export type StoredIdentity = Readonly<Selectable<Tables['identities']>>;

/** An identity as its user sees it. */
export type ShownIdentity = Pick<StoredIdentity, 'id' | 'provider' | 'email' | 'createdAt'>;

/** Stores a sign-in that begins. */
export async function insertBegun(db: Statements<Tables>, begun: BegunSignIn): Promise<void> {
  await db.insertInto('identityProviderSignIns').values(begun).execute();
}

/** Uses a sign-in up: its state and what only who began knows belong together. */
export function takeBegun(
  db: Statements<Tables>,
  { stateHash, verifierHash }: Pick<BegunSignIn, 'stateHash' | 'verifierHash'>,
  now: Date,
): Promise<BegunSignIn | undefined> {
  return db
    .deleteFrom('identityProviderSignIns')
    .where('stateHash', '=', stateHash)
    .where('verifierHash', '=', verifierHash)
    .where('expiresAt', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** Forgets the sign-ins that nobody came back from. */
export async function purgeBegun(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('identityProviderSignIns').where('expiresAt', '<=', now).execute();
}

/** Whose an account at a provider is; undefined for nobody's. It stays so until the end of the transaction. */
export async function holdIdentity(
  tx: Transaction<Tables>,
  { issuer, subject }: Pick<StoredIdentity, 'issuer' | 'subject'>,
): Promise<string | undefined> {
  const found = await tx
    .selectFrom('identities')
    .select('userId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .forShare()
    .executeTakeFirst();
  return found?.userId;
}

/** Links an account at a provider to a user. @returns false when it is somebody's already */
export async function insertIdentity(tx: Transaction<Tables>, identity: StoredIdentity): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('identities')
    .values(identity)
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The accounts that a user signs in with, at most 20. */
export function listIdentities(db: Statements<Tables>, userId: string): Promise<ShownIdentity[]> {
  return db
    .selectFrom('identities')
    .select(['id', 'provider', 'email', 'createdAt'])
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .limit(20)
    .execute();
}

/** Unlinks an account from a user. @returns whether it was linked */
export async function deleteIdentity(
  tx: Transaction<Tables>,
  { userId, id }: Pick<StoredIdentity, 'userId' | 'id'>,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('identities')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
