import { jsonb, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import { hash } from 'node:crypto';
import type { SimulatorTables } from '../tables.ts';
import { refuse, type Answer } from './answers.ts';

type Tx = Transaction<SimulatorTables>;

/** One POST with its key. */
export interface KeyedRequest {
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
}

/** An answer, and whether it was given before. */
export interface KeyedAnswer extends Answer {
  readonly isReplay: boolean;
}

/**
 * Runs a request's work once per key: a repetition is an idempotent replay, another request with the same key is
 * refused, and one that comes while the first is under way waits for it.
 * @param work receives whether the key was used before, by an attempt that failed
 */
export async function answerOnce(
  tx: Tx,
  request: KeyedRequest,
  work: (wasTried: boolean) => Promise<Answer>,
): Promise<KeyedAnswer> {
  const { key, path, body } = request;
  const fingerprint = hash('sha256', JSON.stringify([path, body]));
  const stored = await lockKey(tx, key);
  if (stored !== undefined && stored.fingerprint !== fingerprint) {
    const reused = refuse(409, 'idempotency_key_reused', 'The key was used for another request.');
    return { ...reused, isReplay: true };
  }
  if (stored?.status != null && stored.body !== null) {
    return { status: stored.status, body: stored.body, isReplay: true };
  }
  const answer = await work(stored !== undefined);
  await keepAnswer(tx, { key, fingerprint, answer });
  return { ...answer, isReplay: false };
}

async function lockKey(tx: Tx, key: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 2))`.execute(tx);
  return tx
    .selectFrom('simulator.idempotencyKeys')
    .select(['fingerprint', 'status', 'body'])
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Keeps an answer; of a server error it keeps only that there was an attempt. */
async function keepAnswer(
  tx: Tx,
  { key, fingerprint, answer }: { key: string; fingerprint: string; answer: Answer },
): Promise<void> {
  const kept =
    answer.status >= 500 ? { status: null, body: null } : { status: answer.status, body: jsonb(answer.body) };
  await tx
    .insertInto('simulator.idempotencyKeys')
    .values({ key, fingerprint, ...kept })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [
  (tx) => answerOnce(tx, { key: '', path: '', body: {} }, () => Promise.resolve(refuse(404, '', ''))),
];
