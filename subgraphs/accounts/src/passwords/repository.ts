import type { Statements, Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** What is on record of a mailed link. */
export type StoredReset = Readonly<Selectable<Tables['passwordResets']>>;

/** How many links of a user still work. */
export async function countResets(tx: Transaction<Tables>, userId: string, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('passwordResets')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('userId', '=', userId)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Stores what a link is known by. */
export async function insertReset(tx: Transaction<Tables>, reset: StoredReset): Promise<void> {
  await tx.insertInto('passwordResets').values(reset).execute();
}

/** Whose link this is; undefined when it does not work. */
export async function findReset(
  db: Statements<Tables>,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const reset = await db
    .selectFrom('passwordResets')
    .select('userId')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return reset?.userId;
}

/** Uses a link up. @returns whether it worked */
export async function useReset(tx: Transaction<Tables>, tokenHash: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('passwordResets')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Deletes all links of a user. */
export async function deleteResetsOf(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('passwordResets').where('userId', '=', userId).execute();
}

/** Deletes the links that have expired. */
export async function purgeResets(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('passwordResets').where('expiresAt', '<=', now).execute();
}
