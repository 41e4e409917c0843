import { columnTypes } from '@cartwright/database';
import type { TestStore } from '@cartwright/stack/test-store';
import { Client } from 'pg';

/** Queries one domain's database, over a separate connection. */
export async function queryDomain<Row extends object = Record<string, unknown>>(
  store: Pick<TestStore, 'databaseUrl'>,
  domain: Parameters<TestStore['databaseUrl']>[0],
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: store.databaseUrl(domain), types: columnTypes });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
