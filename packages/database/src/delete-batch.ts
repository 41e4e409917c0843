import { sql, type SelectQueryBuilder } from 'kysely';
import type { Statements } from './open-database.ts';

/** Which rows are deleted, and how many of them at most. */
export interface Batch<Found> {
  /** The column by which rows are told apart; `old` selects it alone. */
  readonly key: keyof Found & string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- which tables it reads beside is its own affair
  readonly old: SelectQueryBuilder<any, any, Found>;
  readonly limit: number;
  /** What the table is called in `old`, where that reads others beside it; the table's own name when left out. */
  readonly as?: string;
}

/** A table with a column, whatever they are called: how a caller names them was checked where it did. */
interface Columns {
  readonly rows: { readonly key: string };
}

/**
 * Deletes a batch of rows that are old: as much as one transaction should hold, beside other processes, each of which takes rows that no
 * other has locked. Called again while it deletes `limit` of them or more.
 * @returns how many
 */
export async function deleteBatch<Tables, Found>(
  db: Statements<Tables>,
  table: keyof Tables & string,
  { key, old, limit, as = table }: Batch<Found>,
): Promise<number> {
  const found = old.limit(sql.lit(limit)).forUpdate(as).skipLocked();
  // Materialized, so that it is read once: a plan may read a subquery again for each row, and find others beyond the limit.
  const { numDeletedRows } = await (db as unknown as Statements<Columns>)
    .with(
      (cte) => cte('found').materialized(),
      () => found as unknown as SelectQueryBuilder<Columns, 'rows', Columns['rows']>,
    )
    .deleteFrom(table as 'rows')
    .where(key as 'key', 'in', (eb) => eb.selectFrom('found').select(key as 'key'))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
