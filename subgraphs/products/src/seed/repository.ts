import { insertRows, type StatementSample, type Statements } from '@cartwright/database';
import { sql, type Insertable } from 'kysely';
import type { Tables } from '../tables.ts';

/** A row that the seed adds to a table. */
export type SeededRow<Table extends keyof Tables> = Insertable<Tables[Table]>;

/** Inserts the rows that are not there yet, in one statement, and gives how many those were. */
export async function insertMissing<Table extends keyof Tables>(
  db: Statements<Tables>,
  table: Table,
  [first, ...rest]: readonly SeededRow<Table>[],
): Promise<number> {
  if (first === undefined) return 0;
  const { numInsertedOrUpdatedRows = 0n } = await insertRows(db, table, [first, ...rest])
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows);
}

/** Brings what searches read up to date with the products, and the planner's statistics with both. */
export async function prepareForReading(db: Statements<Tables>): Promise<void> {
  await sql`SELECT count_search_words()`.execute(db);
  await sql`ANALYZE`.execute(db);
}

/** Whether an earlier seed was cut off before its last step. */
export async function isUnprepared(db: Statements<Tables>): Promise<boolean> {
  const counted = await db
    .selectFrom('searchWords')
    .select('word')
    .where('products', '>', 1)
    .limit(1)
    .executeTakeFirst();
  return counted === undefined;
}

// PostgreSQL cannot prepare what `prepareForReading` sends.
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [isUnprepared];
