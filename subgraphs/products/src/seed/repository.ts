import { insertRows, type Statements } from '@cartwright/database';
import { CompiledQuery, type Insertable } from 'kysely';
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

/** Brings the planner's statistics up to date. */
export async function analyze(db: Statements<Tables>): Promise<void> {
  await db.executeQuery(CompiledQuery.raw('ANALYZE'));
}
