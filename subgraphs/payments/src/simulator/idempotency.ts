import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { refuse, type Answer } from './answers.ts';

/** One POST with its key. */
export interface KeyedRequest {
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
}

/** An answer, and whether it was given before. */
export interface KeyedAnswer extends Answer {
  readonly isRepeated: boolean;
}

interface StoredAnswer {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly body: object | null;
}

/**
 * Runs a request's work once per key: a repetition is answered from the books, another request under the same key
 * is refused, and one that comes while the first is in work waits for it.
 * @param work is told whether the key was used before, by a try that failed
 */
export async function once(
  client: PoolClient,
  request: KeyedRequest,
  work: (wasTried: boolean) => Promise<Answer>,
): Promise<KeyedAnswer> {
  const { key } = request;
  const fingerprint = fingerprintOf(request);
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [key]);
  const sql = 'SELECT fingerprint, status, body FROM simulator.idempotency_keys WHERE key = $1';
  const [stored] = (await client.query<StoredAnswer>(sql, [key])).rows;
  if (stored !== undefined && stored.fingerprint !== fingerprint) {
    const reused = refuse(409, 'idempotency_key_reused', 'The key was used for another request.');
    return { ...reused, isRepeated: true };
  }
  if (stored?.status != null && stored.body !== null) {
    return { status: stored.status, body: stored.body, isRepeated: true };
  }
  const answer = await work(stored !== undefined);
  await remember(client, key, fingerprint, answer);
  return { ...answer, isRepeated: false };
}

/** Keeps an answer; that of a server error is not kept, only that there was a try. */
async function remember(client: PoolClient, key: string, fingerprint: string, { status, body }: Answer) {
  const kept = status >= 500 ? [null, null] : [status, JSON.stringify(body)];
  await client.query(
    `INSERT INTO simulator.idempotency_keys (key, fingerprint, status, body) VALUES ($1, $2, $3, $4)
     ON CONFLICT (key) DO UPDATE SET status = EXCLUDED.status, body = EXCLUDED.body`,
    [key, fingerprint, ...kept],
  );
}

function fingerprintOf({ path, body }: KeyedRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([path, body]))
    .digest('hex');
}
