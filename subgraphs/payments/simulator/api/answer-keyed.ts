import { hash } from 'node:crypto';
import {
  anyOf,
  changeLater,
  gather,
  insertOnce,
  insertRows,
  keyedRead,
  type Rows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { Insertable } from 'kysely';
import { behaviourOf } from '../behaviours.ts';
import { keepBooks } from '../books/keep-books.ts';
import type { Operation, Simulator } from '../simulator.ts';
import type { SimulatorTables } from '../tables.ts';
import { refuse, type Answer } from './answers.ts';

type Tx = Transaction<SimulatorTables>;

/** One POST with its key. */
export interface KeyedRequest {
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
  /** Of the payment that it is about. */
  readonly reference: string;
  /** Of the payment method, where the request names it. */
  readonly token?: string;
  readonly work: (operation: Operation) => Answer;
}

/** An answer, and whether it was given before. */
export interface KeyedAnswer extends Answer {
  readonly isReplay: boolean;
}

/** Answers one request with its key. */
export type AnswerKeyed = (request: KeyedRequest) => Promise<KeyedAnswer>;

const batchSize = 64;

/**
 * Builds what does a request's work once per key: a repetition is an idempotent replay, another request with the same key is
 * refused, and one that comes while the first is under way waits for it. Requests that come together share a transaction.
 */
export function answeringKeyed(simulator: Simulator): AnswerKeyed {
  return gather({
    limit: batchSize,
    keyOf: ({ key }: KeyedRequest) => key,
    run: (requests) => answerAll(simulator, requests),
  });
}

function answerAll(simulator: Simulator, requests: readonly KeyedRequest[]): Promise<KeyedAnswer[]> {
  const keys = requests.map(({ key }) => key);
  const references = requests.map(({ reference }) => reference);
  return keepBooks(simulator, { keys, references }, async (operation, tx) => {
    const known = await findKeys(tx, keys);
    const answered = requests.map((request) => {
      return { request, answer: answer(operation, request, known.get(request.key)) };
    });
    await keepAnswers(
      tx,
      answered.filter((one) => !one.answer.isReplay),
    );
    return answered.map((one) => one.answer);
  });
}

type StoredKey = Pick<SimulatorTables['simulator.idempotencyKeys'], 'fingerprint' | 'status' | 'body'>;

function answer(operation: Operation, request: KeyedRequest, stored: StoredKey | undefined): KeyedAnswer {
  if (stored !== undefined && stored.fingerprint !== fingerprintOf(request)) {
    const reused = refuse(409, 'idempotency_key_reused', 'The key was used for another request.');
    return { ...reused, isReplay: true };
  }
  if (stored?.status != null && stored.body !== null) {
    return { status: stored.status, body: stored.body, isReplay: true };
  }
  const { reference, token = operation.books.find(reference)?.token ?? null, work } = request;
  const fails = behaviourOf(token).failsOnce === true && stored === undefined;
  const failure = refuse(500, 'server_error', 'Something went wrong. Try again.');
  return { ...(fails ? failure : work(operation)), isReplay: false };
}

function fingerprintOf({ path, body }: KeyedRequest): string {
  return hash('sha256', JSON.stringify([path, body]));
}

async function findKeys(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, StoredKey>> {
  const rows = await readKeys(tx, keys);
  return new Map(rows.map(({ key, ...stored }) => [key, stored]));
}

const readKeys = keyedRead((tx: Statements<SimulatorTables>, keys: readonly string[]) =>
  tx
    .selectFrom('simulator.idempotencyKeys')
    .select(['key', 'fingerprint', 'status', 'body'])
    .where('key', '=', anyOf(keys)),
);

/** Keeps answers, with what the transaction sends next; of a server error it keeps only that there was an attempt. */
async function keepAnswers(
  tx: Tx,
  answered: readonly { readonly request: KeyedRequest; readonly answer: Answer }[],
): Promise<void> {
  const [first, ...others] = answered.map(({ request, answer: { status, body } }) => {
    const kept = status >= 500 ? { status: null, body: null } : { status, body };
    return { key: request.key, fingerprint: fingerprintOf(request), ...kept };
  });
  if (first === undefined) return;
  await changeLater(tx, upsertKeys.queryFor(tx, [first, ...others]));
}

type NewKey = Insertable<SimulatorTables['simulator.idempotencyKeys']>;

const upsertKeys = insertOnce((tx: Statements<SimulatorTables>, keys: Rows<NewKey>) =>
  insertRows(tx, 'simulator.idempotencyKeys', keys).onConflict((conflict) =>
    conflict.column('key').doUpdateSet((eb) => ({
      status: eb.ref('excluded.status'),
      body: eb.ref('excluded.body'),
    })),
  ),
);

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [(tx) => findKeys(tx, [''])];
