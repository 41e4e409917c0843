import pg from 'pg';
import { pause } from '../waiting/pause.ts';

/** Any number will do: advisory locks belong to one database, and each domain has its own. */
const lockKey = 4_242_001;
const standbyPollMs = 500;

/** A PostgreSQL session of its own that may hold the relay's lock. */
export interface LockSession {
  readonly client: pg.Client;
  /** Aborted when the connection is gone, and the lock with it. */
  readonly lost: AbortSignal;
  /** Releases lock and connection. */
  readonly end: () => Promise<void>;
}

/** Opens the session; its queries fail rather than hang when the server is silent. */
export async function openLockSession(databaseUrl: string, name: string): Promise<LockSession> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: name,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    keepAlive: true,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  await client.connect();
  return { client, lost: lost.signal, end: () => endWithin(client, 2000) };
}

/** Without a limit, closing a half-open connection would take minutes. */
async function endWithin(client: pg.Client, limitMs: number): Promise<void> {
  const limit = new AbortController();
  await Promise.race([client.end().catch(() => undefined), pause(limitMs, limit.signal)]);
  limit.abort();
}

/** Waits until this session holds the lock; gives false when the signal is aborted first. */
export async function acquireLock(client: pg.Client, stopping: AbortSignal): Promise<boolean> {
  while (!stopping.aborted) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
      lockKey,
    ]);
    if (rows[0]?.held) return true;
    await pause(standbyPollMs, stopping);
  }
  return false;
}
