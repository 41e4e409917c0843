import type { Statements, Transaction } from '@cartwright/database';
import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import type { LinkPurpose } from './rules.ts';

/** What is on record of a mailed link. */
export type StoredLink = Readonly<Selectable<Tables['emailLinks']>>;

/** How many links of a user for one purpose work. */
export async function countLinks(
  tx: Transaction<Tables>,
  { userId, purpose }: Pick<StoredLink, 'userId' | 'purpose'>,
  now: Date,
): Promise<number> {
  const { count } = await tx
    .selectFrom('emailLinks')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('userId', '=', userId)
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Stores what a link is known by. */
export async function insertLink(tx: Transaction<Tables>, link: StoredLink): Promise<void> {
  await tx.insertInto('emailLinks').values(link).execute();
}

/** Which link somebody brings; of which user, where it works for one alone. */
export interface LinkKey {
  readonly tokenHash: string;
  readonly purpose: LinkPurpose;
  readonly userId?: string;
}

/** A link that works; undefined for any other. */
export function findLink(db: Statements<Tables>, key: LinkKey, now: Date): Promise<StoredLink | undefined> {
  return db.selectFrom('emailLinks').selectAll().where(works(key, now)).executeTakeFirst();
}

/** Uses a link up. @returns the link; undefined when it does not work */
export function useLink(tx: Transaction<Tables>, key: LinkKey, now: Date): Promise<StoredLink | undefined> {
  return tx.deleteFrom('emailLinks').where(works(key, now)).returningAll().executeTakeFirst();
}

function works({ tokenHash, purpose, userId }: LinkKey, now: Date) {
  return (eb: ExpressionBuilder<Tables, 'emailLinks'>) =>
    eb.and([
      eb.and({ tokenHash, purpose, ...(userId !== undefined && { userId }) }),
      eb('expiresAt', '>', now),
    ]);
}

/** Deletes the links of a user that lead to another address, or prove the present one. */
export async function deleteForwardLinks(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('emailLinks').where('userId', '=', userId).where('purpose', '<>', 'UNDO').execute();
}

/**
 * Deletes what takes later changes back than the one whose link ended at a moment. The earlier ones stay: who took the account
 * over, and changed its address twice, must not rid the owner of their link.
 */
export async function deleteLaterUndos(
  tx: Transaction<Tables>,
  { userId, expiresAt }: Pick<StoredLink, 'userId' | 'expiresAt'>,
): Promise<void> {
  await tx
    .deleteFrom('emailLinks')
    .where('userId', '=', userId)
    .where('purpose', '=', 'UNDO')
    .where('expiresAt', '>=', expiresAt)
    .execute();
}

/** Whether an address may still become another account's again, by a link that takes a change back. */
export async function isHeldForOther(
  db: Statements<Tables>,
  { email, userId }: { readonly email: string; readonly userId?: string },
  now: Date,
): Promise<boolean> {
  const held = await db
    .selectFrom('emailLinks')
    .select('userId')
    .where('email', '=', email)
    .where('purpose', '=', 'UNDO')
    .where('expiresAt', '>', now)
    .$if(userId !== undefined, (query) => query.where('userId', '<>', userId ?? ''))
    .executeTakeFirst();
  return held !== undefined;
}

/** Deletes the links that have expired. */
export async function purgeLinks(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('emailLinks').where('expiresAt', '<=', now).execute();
}
