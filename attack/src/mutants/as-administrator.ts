import type { Domain } from '@cartwright/events';
import { Client } from 'pg';
import type { Target } from '../target/target.ts';

/** Runs statements as PostgreSQL's administrator, in the database of a domain. */
export async function asAdministrator({ store }: Target, domain: Domain, sql: string): Promise<void> {
  const url = new URL(store.services.postgres.url);
  url.pathname = new URL(store.databaseUrl(domain)).pathname;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
