import type { Statements, Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
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

/** How often something was tried, this time included, and when counting begins anew. */
export interface Attempts {
  readonly count: number;
  readonly endsAt: Date;
}

/** Counts an attempt in one statement, so that attempts at the same time are all counted. */
export function countAttempt(
  db: Statements<Tables>,
  subject: string,
  { now, perMs }: { readonly now: Date; readonly perMs: number },
): Promise<Attempts> {
  const endsAt = new Date(now.getTime() + perMs);
  const isOver = sql<boolean>`lookup_attempts.ends_at <= ${now}::timestamptz`;
  return db
    .insertInto('lookupAttempts')
    .values({ subject, count: 1, endsAt })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        count: sql<number>`CASE WHEN ${isOver} THEN 1 ELSE lookup_attempts.count + 1 END`,
        endsAt: sql<Date>`CASE WHEN ${isOver} THEN ${endsAt}::timestamptz ELSE lookup_attempts.ends_at END`,
      }),
    )
    .returning(['count', 'endsAt'])
    .executeTakeFirstOrThrow();
}

/** Deletes tokens and counts that are over. */
export async function purgeLookups(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('orderAccessTokens').where('expiresAt', '<=', now).execute();
  await db.deleteFrom('lookupAttempts').where('endsAt', '<=', now).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [(db: Statements<Tables>) => countAttempt(db, '', { now: new Date(), perMs: 1 })];
