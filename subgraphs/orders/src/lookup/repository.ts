import type { Statements, Transaction } from '@cartwright/database';
import type { AttemptCount } from '@cartwright/identity';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import type { Order } from '../order/door.ts';

/** The order that a token opens; undefined when it is unknown or has expired. */
export function findByToken(
  db: Statements<Tables>,
  tokenHash: string,
  now: Date,
): Promise<Order | undefined> {
  return db
    .selectFrom('orders as o')
    .innerJoin('orderAccessTokens as t', 't.orderId', 'o.id')
    .selectAll('o')
    .where('t.tokenHash', '=', tokenHash)
    .where('t.expiresAt', '>', now)
    .executeTakeFirst();
}

/** Stores what opens an order. */
export async function addToken(
  tx: Transaction<Tables>,
  token: Selectable<Tables['orderAccessTokens']>,
): Promise<void> {
  await tx.insertInto('orderAccessTokens').values(token).execute();
}

/** What is on record of a subject, locked, so that attempts at the same time are judged one after the other. */
export async function lockAttempts(
  tx: Transaction<Tables>,
  subject: string,
  now: Date,
): Promise<AttemptCount> {
  await tx
    .insertInto('lookupAttempts')
    .values({ subject, count: 0, nextAt: now, endsAt: now })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute();
  return tx
    .selectFrom('lookupAttempts')
    .select(['count', 'nextAt', 'endsAt'])
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Puts an attempt on record. */
export async function saveAttempts(
  tx: Transaction<Tables>,
  subject: string,
  record: AttemptCount,
): Promise<void> {
  await tx.updateTable('lookupAttempts').set(record).where('subject', '=', subject).execute();
}

/** Forgets the attempts on subjects. */
export async function deleteAttempts(db: Statements<Tables>, subjects: readonly string[]): Promise<void> {
  await db.deleteFrom('lookupAttempts').where('subject', 'in', subjects).execute();
}

/** Deletes tokens and counts that are over. */
export async function purgeLookups(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('orderAccessTokens').where('expiresAt', '<=', now).execute();
  await db.deleteFrom('lookupAttempts').where('endsAt', '<=', now).execute();
}
