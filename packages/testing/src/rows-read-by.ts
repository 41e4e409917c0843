import type { Transaction } from '@cartwright/database';
import { sql } from 'kysely';

/** How many rows of each table some work reads within a transaction, by whichever plan PostgreSQL took. */
export async function rowsReadBy<Tables>(
  tx: Transaction<Tables>,
  work: () => Promise<unknown>,
): Promise<(table: string) => number> {
  const before = await rowsRead(tx);
  await work();
  const after = await rowsRead(tx);
  return (table) => (after.get(table) ?? 0) - (before.get(table) ?? 0);
}

/** What the connection has read of each table and not reported yet: it does so between transactions alone. */
async function rowsRead<Tables>(tx: Transaction<Tables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ table: string; read: number }>`
    SELECT relname AS table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer AS read
    FROM pg_stat_xact_user_tables`.execute(tx);
  return new Map(rows.map(({ table, read }) => [table, read]));
}
