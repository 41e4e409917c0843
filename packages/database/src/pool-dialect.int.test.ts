import { createTestDatabase } from '@cartwright/testing';
import { AbortedTransactionError, CompiledQuery, Kysely } from 'kysely';
import type { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forAsker } from './asker.ts';
import { createCanceller } from './canceller.ts';
import { discardBroken } from './discard-broken.ts';
import { poolDialect } from './pool-dialect.ts';
import { lastStatement } from './company.ts';
import { openPool } from './pool.ts';
import { Turns } from './turns.ts';

const stack = new AsyncDisposableStack();
let database: Kysely<never>;
let sent: string[] = [];
/** PostgreSQL answers each round trip with one ReadyForQuery. */
let roundTrips = 0;
/** What is written as one. */
let writes = 0;

const run = (on: Kysely<never>, text: string, ...values: unknown[]) =>
  on.executeQuery(CompiledQuery.raw(text, values));
const runLast = (on: Kysely<never>, text: string, ...values: unknown[]) =>
  on.executeQuery(lastStatement(CompiledQuery.raw(text, values)));

const insert = 'INSERT INTO parts (id) VALUES ($1)';
const parts = async (): Promise<unknown[]> => {
  const { rows } = await run(database, 'SELECT id FROM parts ORDER BY id');
  return rows.map((row) => (row as { id: number }).id);
};

function countWrites(stream: Writable): void {
  for (const write of ['_write', '_writev'] as const) {
    const real = stream[write]?.bind(stream) as (...parameters: unknown[]) => void;
    stream[write] = (...parameters: unknown[]) => {
      writes += 1;
      real(...parameters);
    };
  }
}

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  const pool = openPool(url, { maxConnections: 1, onStatement: (text) => sent.push(text.slice(0, 6)) });
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: EventEmitter & { stream: Writable } };
    connection.on('readyForQuery', () => (roundTrips += 1));
    countWrites(connection.stream);
  });
  const source = discardBroken(pool);
  const canceller = createCanceller(url);
  stack.defer(() => canceller.end());
  database = new Kysely({ dialect: poolDialect(source, new Turns(source, canceller)) });
  stack.defer(() => database.destroy());
  await run(
    database,
    'CREATE TABLE parts (id int PRIMARY KEY, whole int REFERENCES parts DEFERRABLE INITIALLY DEFERRED)',
  );
  await database.transaction().execute(async (tx) => {
    await run(tx, 'SELECT 1'); // prepares BEGIN
    await runLast(tx, 'SELECT 1'); // and COMMIT
  });
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  await run(database, 'DELETE FROM parts');
  sent = [];
  roundTrips = 0;
  writes = 0;
});

it('what is asked for in one turn for the same asker is one write', async () => {
  const ask = () =>
    Promise.all(
      [1, 2, 3].map((number) => run(database, 'SELECT $1::int AS is', number).then(({ rows }) => rows)),
    );
  const answers = await forAsker({ gone: new AbortController().signal }, ask);
  expect(answers).toEqual([[{ is: 1 }], [{ is: 2 }], [{ is: 3 }]]);
  expect([writes, roundTrips]).toEqual([1, 3]);
});

describe('a transaction', () => {
  it('begins with its first statement and ends with the last one, without a round trip more', async () => {
    await database.transaction().execute(async (tx) => {
      await run(tx, insert, 1);
      expect(await runLast(tx, insert, 2)).toEqual({ numAffectedRows: 1n, rows: [] });
    });
    expect(sent).toEqual(['begin', 'INSERT', 'INSERT', 'commit']);
    expect(roundTrips).toBe(2);
    expect(await parts()).toEqual([1, 2]);
  });

  it('of one statement is that statement, and gives its rows', async () => {
    const { rows } = await database.transaction().execute((tx) => runLast(tx, 'SELECT $1::int AS is', 7));
    expect(rows).toEqual([{ is: 7 }]);
    expect(sent).toEqual(['SELECT']);
    expect(roundTrips).toBe(1);
  });

  it('without a statement takes none', async () => {
    await database.transaction().execute(() => Promise.resolve());
    expect(roundTrips).toBe(0);
  });

  it('stores nothing when its last statement fails', async () => {
    const work = database.transaction().execute(async (tx) => {
      await run(tx, insert, 1);
      await runLast(tx, insert, 1);
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await parts()).toEqual([]);
  });

  it('stores nothing when its first statement fails, and leaves the connection as it was', async () => {
    const work = database.transaction().execute((tx) => run(tx, 'SELECT nothing'));
    await expect(work).rejects.toMatchObject({ code: '42703' });
    await run(database, insert, 1);
    expect(await parts()).toEqual([1]);
  });

  it('stores nothing when its values cannot be sent', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const work = database.transaction().execute(async (tx) => {
      await run(tx, insert, 1);
      await runLast(tx, insert, circular);
    });
    await expect(work).rejects.toThrow('circular');
    expect(await parts()).toEqual([]);
  });

  it('fails when its COMMIT does', async () => {
    const work = database.transaction().execute(async (tx) => {
      await run(tx, insert, 1);
      await runLast(tx, 'UPDATE parts SET whole = 99');
    });
    await expect(work).rejects.toMatchObject({ code: '23503' });
    expect(await parts()).toEqual([]);
  });

  const failing = { statement: 'SELECT nothing', commit: 'UPDATE parts SET whole = 99' };
  it.each([
    { what: 'its only statement', before: [], last: failing.statement, texts: ['SELECT'] },
    {
      what: 'its last statement',
      before: [1],
      last: failing.statement,
      texts: ['begin', 'INSERT', 'SELECT'],
    },
    { what: 'its COMMIT', before: [1], last: failing.commit, texts: ['begin', 'INSERT', 'UPDATE'] },
  ])('stores nothing once $what has failed, though the work goes on', async ({ before, last, texts }) => {
    const work = database.transaction().execute(async (tx) => {
      for (const id of before) await run(tx, insert, id);
      await expect(runLast(tx, last)).rejects.toHaveProperty('code');
      await expect(run(tx, insert, 2)).rejects.toThrow('has failed with its last');
    });
    await expect(work).rejects.toThrow(AbortedTransactionError);
    expect(sent).toEqual(before.length === 0 ? texts : [...texts, 'commit', 'rollba']);
    expect(await parts()).toEqual([]);
  });

  it('refuses a statement after its last one', async () => {
    const work = database.transaction().execute(async (tx) => {
      await runLast(tx, insert, 1);
      await run(tx, insert, 2);
    });
    await expect(work).rejects.toThrow('has ended with its last statement');
    expect(await parts()).toEqual([1]);
  });
});
