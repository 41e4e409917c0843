import { Client } from 'pg';

/** Fills PostgreSQL's write-ahead log until the disk is full. @throws always: the error of the full disk */
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
