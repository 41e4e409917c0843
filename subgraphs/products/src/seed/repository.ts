import {
  anyOf,
  insertRows,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { CompiledQuery, sql, type Insertable } from 'kysely';
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

/** Those of some products that are there: what is not inserted anew need not be read as a search reads it. */
export async function readSeeded(db: Statements<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('products').select('id').where('id', '=', anyOf(ids)).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Has as many pieces of a variant sold beforehand as there were of it, and none be there: as many can be bought as other domains know of. */
export async function sellBeforehand(tx: Transaction<Tables>, variantId: string): Promise<void> {
  const { received: pieces } = await tx
    .updateTable('stock')
    .set({ available: 0, received: 0 })
    .where('variantId', '=', variantId)
    .returning((eb) =>
      eb
        .selectFrom('stock as before')
        .select('before.received')
        .whereRef('before.variantId', '=', 'stock.variantId')
        .as('received'),
    )
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('stock')
    .set({ available: pieces ?? 0, backorderLimit: pieces ?? 0, whenSoldOut: 'BACKORDER' })
    .where('variantId', '=', variantId)
    .execute();
}

/**
 * Brings the planner's statistics up to date, of tables that have rows. One that is analysed while it is empty counts as small from
 * then on, and every connection that checks a foreign key to it reads all of it each time, until it is analysed again.
 */
export async function analyze(db: Statements<Tables>): Promise<void> {
  const { rows } = await sql<{ readonly name: string }>`
    SELECT format('%I.%I', schemaname, relname) AS name
    FROM pg_stat_user_tables WHERE pg_relation_size(relid) > 0`.execute(db);
  const names = rows.map(({ name }) => name).join(', ');
  if (names !== '') await db.executeQuery(CompiledQuery.raw(`ANALYZE ${names}`));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => analyze(db),
  (tx) => sellBeforehand(tx, ''),
];
