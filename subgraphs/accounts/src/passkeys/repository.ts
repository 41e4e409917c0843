import type { Statements, Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** A passkey as it is stored. */
export type StoredPasskey = Readonly<Selectable<Tables['passkeys']>>;

const shown = ['id', 'name', 'isBackedUp', 'createdAt', 'lastUsedAt'] as const;

/** A passkey as its user sees it. */
export type ShownPasskey = Pick<StoredPasskey, (typeof shown)[number]>;

/** What something is signed for: a new passkey, a sign-in without anything else, or a second factor. */
export type ChallengePurpose = 'register' | 'sign-in' | 'factor';

/** What a device is asked to sign; `userId` is who alone may answer. */
export interface StoredChallenge {
  readonly hash: string;
  readonly purpose: ChallengePurpose;
  readonly userId: string | null;
  readonly expiresAt: Date;
}

/** The passkeys of a user, the newest first, at most 20. */
export function listPasskeys(db: Statements<Tables>, userId: string): Promise<ShownPasskey[]> {
  return db
    .selectFrom('passkeys')
    .select(shown)
    .where('userId', '=', userId)
    .orderBy('createdAt', 'desc')
    .limit(20)
    .execute();
}

/** What a user's devices know their passkeys by, and how they are reached. */
export function listCredentials(
  db: Statements<Tables>,
  userId: string,
): Promise<Pick<StoredPasskey, 'credentialId' | 'transports'>[]> {
  return db
    .selectFrom('passkeys')
    .select(['credentialId', 'transports'])
    .where('userId', '=', userId)
    .limit(20)
    .execute();
}

/** How many passkeys a user has. */
export async function countPasskeys(db: Statements<Tables>, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('passkeys')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Locks a passkey: its counter rises one use at a time. */
export function lockPasskey(
  tx: Transaction<Tables>,
  credentialId: string,
): Promise<StoredPasskey | undefined> {
  return tx
    .selectFrom('passkeys')
    .selectAll()
    .where('credentialId', '=', credentialId)
    .forUpdate()
    .executeTakeFirst();
}

/** Stores a new passkey. @returns false when the device's key is registered already, by whomever */
export async function insertPasskey(tx: Transaction<Tables>, passkey: StoredPasskey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('passkeys')
    .values(passkey)
    .onConflict((conflict) => conflict.column('credentialId').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Keeps what a device said when it was used. */
export async function saveUse(
  tx: Transaction<Tables>,
  { id, ...use }: Pick<StoredPasskey, 'id' | 'counter' | 'isBackedUp' | 'lastUsedAt'>,
): Promise<void> {
  await tx.updateTable('passkeys').set(use).where('id', '=', id).execute();
}

/** Gives a user's passkey another name; undefined when they have no such. */
export function renamePasskey(
  db: Statements<Tables>,
  { userId, id, name }: Pick<StoredPasskey, 'userId' | 'id' | 'name'>,
): Promise<ShownPasskey | undefined> {
  return db
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('userId', '=', userId)
    .returning(shown)
    .executeTakeFirst();
}

/** Forgets a user's passkey. @returns whether they had it */
export async function deletePasskey(
  tx: Transaction<Tables>,
  { userId, id }: Pick<StoredPasskey, 'userId' | 'id'>,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Stores what is to be signed. */
export async function insertChallenge(db: Statements<Tables>, challenge: StoredChallenge): Promise<void> {
  await db.insertInto('passkeyChallenges').values(challenge).execute();
}

/** Uses a challenge up. @returns whether it was there, for this and for this user */
export async function takeChallenge(
  tx: Transaction<Tables>,
  { hash, purpose, userId }: Omit<StoredChallenge, 'expiresAt'>,
  now: Date,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('passkeyChallenges')
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('userId', 'is not distinct from', userId)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Forgets the challenges that nobody answered in time. */
export async function purgeChallenges(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('passkeyChallenges').where('expiresAt', '<=', now).execute();
}
