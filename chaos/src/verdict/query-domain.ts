import type { Domain } from '@cartwright/stack';
import type { TestStore } from '@cartwright/testing';
import { Client, type QueryResultRow } from 'pg';

/** Reads from one domain's database. */
export async function queryDomain<Row extends QueryResultRow>(
  store: TestStore,
  domain: Domain,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: store.databaseUrl(domain) });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
