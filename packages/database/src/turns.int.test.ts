import { isUnavailable } from '@cartwright/errors';
import { createTestDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AskerGone, forAsker } from './asker.ts';
import { openDatabase, type Database } from './open-database.ts';

interface Tables {
  notes: { body: string };
}

const stack = new AsyncDisposableStack();
let database: Database<Tables>;
let observer: Database<Tables>;
let url: string;

beforeAll(async () => {
  ({ url } = stack.use(await createTestDatabase('messaging')));
  database = stack.adopt(openDatabase<Tables>(url, { maxConnections: 2 }), ({ close }) => close());
  observer = stack.adopt(openDatabase<Tables>(url), ({ close }) => close());
  await sql`CREATE TABLE notes (body text NOT NULL)`.execute(database.statements);
});
afterAll(() => stack.disposeAsync());

/** How many statements that sleep PostgreSQL runs. */
async function sleeping(): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) FROM pg_stat_activity
    WHERE state = 'active' AND query LIKE '%pg_sleep%' AND datname = current_database()
      AND pid <> pg_backend_pid()`.execute(observer.statements);
  return rows[0]?.count ?? 0;
}
const becomes = (count: number) => expect.poll(sleeping, { timeout: 20_000, interval: 10 }).toBe(count);
const sleep = () => sql`SELECT pg_sleep(60)`.execute(database.statements);
const failureOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe('what is asked for in one turn for the same asker', () => {
  const asking = (...statements: (() => Promise<unknown>)[]) =>
    forAsker({ gone: new AbortController().signal }, () =>
      Promise.all(statements.map((ask) => failureOf(ask()))),
    );
  const pid = () =>
    sql`SELECT pg_backend_pid() AS pid`.execute(database.statements).then(({ rows }) => rows[0]);
  const one = () => sql`SELECT 1 AS one`.execute(database.statements).then(({ rows }) => rows[0]);

  it('shares a connection', async () => {
    const [first, second, third] = await asking(pid, one, pid);
    expect([second, third]).toEqual([{ one: 1 }, first]);
  });

  it('is not hurt by what others of the turn cannot be answered for', async () => {
    const wrong = () => sql`SELECT nothing`.execute(database.statements);
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const unsendable = () => sql`SELECT ${circular}::jsonb`.execute(database.statements);
    const [before, failed, between, unsent, after] = await asking(one, wrong, one, unsendable, one);
    expect([before, between, after]).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }]);
    expect([failed, unsent]).toMatchObject([{ code: '42703' }, { message: /circular/ }]);
    expect(await one()).toEqual({ one: 1 });
  });

  it('has a time limit for each statement', async () => {
    const strict = stack.adopt(openDatabase<Tables>(url, { statementTimeoutMs: 250 }), ({ close }) =>
      close(),
    );
    const sleepFor = (seconds: number) => () => sql`SELECT pg_sleep(${seconds})`.execute(strict.statements);
    const answers = await asking(sleepFor(0.2), sleepFor(60), sleepFor(0.2));
    expect(answers).toMatchObject([{ rows: [{}] }, { code: '57014' }, { rows: [{}] }]);
  });
});

it('ends all that PostgreSQL does for somebody who has gone, though every connection of the pool is busy', async () => {
  const asker = new AbortController();
  const ask = (...statements: (() => Promise<unknown>)[]) =>
    forAsker({ gone: asker.signal }, () => statements.map((statement) => failureOf(statement())));
  const together = ask(sleep, sleep, sleep);
  await becomes(1);
  const later = ask(sleep);
  await becomes(2);
  const neverSent = ask(sleep, sleep);
  asker.abort();
  await becomes(0);
  expect(await Promise.all([...together, ...later])).toEqual(
    Array.from({ length: 4 }, () => expect.objectContaining({ code: '57014' }) as unknown),
  );
  expect(isUnavailable(await together[2])).toBe(true);
  for (const failure of await Promise.all(neverSent)) expect(failure).toBeInstanceOf(AskerGone);
});

it('leaves the connections fit for the next', async () => {
  const pids = async () =>
    (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(database.statements)).rows[0]?.pid;
  const before = await Promise.all([pids(), pids()]);
  for (let round = 0; round < 20; round += 1) {
    const asker = new AbortController();
    const read = failureOf(forAsker({ gone: asker.signal }, sleep));
    await becomes(1);
    asker.abort();
    await read;
    expect(before).toContain(await pids());
  }
});

it('spares the statements of others', async () => {
  const [gone, staying] = [new AbortController(), new AbortController()];
  const abandoned = failureOf(forAsker({ gone: gone.signal }, sleep));
  const wanted = forAsker({ gone: staying.signal }, () =>
    sql<{ done: boolean }>`SELECT pg_sleep(0.3) IS NOT NULL AS done`.execute(database.statements),
  );
  await becomes(2);
  gone.abort();
  expect(await abandoned).toMatchObject({ code: '57014' });
  expect((await wanted).rows).toEqual([{ done: true }]);
});

it('reads nothing more for somebody who has gone', async () => {
  const read = forAsker({ gone: AbortSignal.abort() }, () =>
    database.statements.selectFrom('notes').selectAll().execute(),
  );
  expect(await failureOf(read)).toBeInstanceOf(AskerGone);
});

it('carries a transaction to its end', async () => {
  const asker = new AbortController();
  await forAsker({ gone: asker.signal }, () =>
    database.transaction(async (tx) => {
      await tx.insertInto('notes').values({ body: 'kept' }).execute();
      asker.abort();
      await sql`SELECT pg_sleep(0.05)`.execute(tx);
    }),
  );
  expect(await database.statements.selectFrom('notes').selectAll().execute()).toEqual([{ body: 'kept' }]);
});
