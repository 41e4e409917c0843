import pg from 'pg';
import type { Logger } from '@cartwright/process';
import { createSharedClock, type SharedClock } from '@cartwright/process';

const timeoutMs = 2_000;

/** A clock corrected by that of PostgreSQL, which all replicas of a subgraph share. */
export function createDatabaseClock(databaseUrl: string, logger: Logger): SharedClock {
  return createSharedClock({ readTimeMs: () => databaseTimeMs(databaseUrl), logger });
}

async function databaseTimeMs(connectionString: string): Promise<number> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on('error', () => undefined); // the query rejects as well
  await client.connect();
  try {
    const sql = 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms';
    const { rows } = await client.query<{ ms: number }>(sql);
    return rows[0]?.ms ?? NaN;
  } finally {
    void client.end().catch(() => undefined);
  }
}
