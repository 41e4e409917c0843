import { Client } from 'pg';

/** Fills the log of PostgreSQL with commits, as a busy day would, until there is no room left for it. @throws always: that error */
export async function fillWriteAheadLog(url: string): Promise<never> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (;;) await client.query(`SELECT pg_logical_emit_message(true, 'log', repeat('x', 200000))`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
