import { createTestDatabase, waitFor } from '@cartwright/testing';
import { CamelCasePlugin, CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCanceller } from './canceller.ts';
import { carrying, changeLater, lastStatement, withWaiting } from './company.ts';
import { discardBroken } from './discard-broken.ts';
import { poolDialect } from './pool-dialect.ts';
import { openPool } from './pool.ts';
import { Turns } from './turns.ts';

const stack = new AsyncDisposableStack();
let database: Kysely<never>;
let other: Kysely<never>;
let sent: string[] = [];

const compiled = (text: string, ...values: unknown[]) => CompiledQuery.raw(text, values);
const run = async (on: Kysely<never>, text: string, ...values: unknown[]) =>
  (await on.executeQuery(compiled(text, ...values))).rows;
const later = (tx: Kysely<never>, text: string, ...values: unknown[]) =>
  changeLater(tx, compiled(text, ...values));
const within = <R>(work: (tx: Kysely<never>) => Promise<R>) => database.transaction().execute(work);

const insert = 'INSERT INTO parts (id, part_name) VALUES ($1, $2)';
const rename = 'UPDATE parts SET part_name = $2 WHERE id = $1';
const all = 'SELECT id, part_name FROM parts ORDER BY id';
const lockAll = `${all} FOR UPDATE`;
const claim = 'INSERT INTO claims (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id';

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  const open = (onStatement?: (text: string) => void) => {
    const pool = openPool(url, { maxConnections: 1, onStatement });
    const source = discardBroken(pool);
    const canceller = createCanceller(url);
    stack.defer(() => canceller.end());
    pool.on('error', () => undefined); // the database is dropped while connections are open
    const opened = new Kysely<never>({
      dialect: poolDialect(source, new Turns(source, canceller)),
      plugins: [new CamelCasePlugin()],
    });
    stack.defer(() => opened.destroy());
    return opened;
  };
  database = open((text) => sent.push(text));
  other = open();
  await run(database, 'CREATE TABLE parts (id int PRIMARY KEY, part_name text UNIQUE)');
  await run(database, 'CREATE TABLE claims (id int PRIMARY KEY)');
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  await run(database, 'DELETE FROM parts');
  await run(database, 'DELETE FROM claims');
  await run(database, insert, 1, 'one');
  sent = [];
});

const number = () => sent.filter((text) => !/^(begin|commit)$/.test(text)).length;

describe('changes that wait', () => {
  it('are one statement with the last of their transaction, whose rows it gives', async () => {
    const rows = await within(async (tx) => {
      await later(tx, rename, 1, 'new');
      await later(tx, insert, 2, 'two');
      const text =
        'WITH last AS (INSERT INTO parts (id, part_name) VALUES ($1, $2) RETURNING id) SELECT id FROM last';
      return (await tx.executeQuery(lastStatement(compiled(text, 3, 'three')))).rows;
    });
    expect(rows).toEqual([{ id: 3 }]);
    expect(number()).toBe(1);
    expect(await run(database, all)).toEqual([
      { id: 1, partName: 'new' },
      { id: 2, partName: 'two' },
      { id: 3, partName: 'three' },
    ]);
  });

  it('may have parts of their own, whatever these say', async () => {
    await within(async (tx) => {
      const text = `with "a" as (SELECT ')' AS n), b AS (UPDATE parts SET part_name = (SELECT n FROM a) RETURNING id) INSERT INTO claims (id) SELECT id FROM b`;
      await later(tx, text);
      await later(tx, insert, 2, 'two');
      const named = compiled('INSERT INTO claims (id) VALUES ($1) RETURNING id', 9);
      expect((await tx.executeQuery(withWaiting(named))).rows).toEqual([{ id: 9 }]);
    });
    expect(number()).toBe(1);
    expect(await run(database, all)).toEqual([
      { id: 1, partName: ')' },
      { id: 2, partName: 'two' },
    ]);
    expect(await run(database, 'SELECT id FROM claims ORDER BY id')).toEqual([{ id: 1 }, { id: 9 }]);
  });

  it('are done one after the other where they name a part alike', async () => {
    const twoParts = (id: number) =>
      `with "added" as (insert into parts (id, part_name) values (${id}, 'part ${id}') returning id) insert into claims (id) select id from "added"`;
    await within(async (tx) => {
      await later(tx, twoParts(2));
      await later(tx, twoParts(3));
      await later(tx, rename, 1, 'new');
      await tx.executeQuery(lastStatement(compiled(twoParts(4))));
    });
    expect(number()).toBe(3);
    expect(await run(database, 'SELECT id FROM claims ORDER BY id')).toEqual([
      { id: 2 },
      { id: 3 },
      { id: 4 },
    ]);
    expect(await run(database, all)).toHaveLength(4);
  });

  it('are one statement with the end of a transaction that sends nothing else', async () => {
    await within(async (tx) => {
      await later(tx, rename, 1, 'new');
      await later(tx, insert, 2, 'two');
    });
    expect(number()).toBe(1);
    expect(await run(database, all)).toHaveLength(2);
  });

  it('are done one after the other where they change the same rows, new ones too', async () => {
    await within(async (tx) => {
      await later(tx, 'UPDATE parts SET id = id + 10 WHERE id = $1', 1);
      await later(tx, 'update "parts" set part_name = $2 where id = $1', 11, 'both');
    });
    expect(await run(database, all)).toEqual([{ id: 11, partName: 'both' }]);
    await within(async (tx) => {
      await later(tx, insert, 2, 'two');
      await later(tx, rename, 2, 'second');
    });
    expect(await run(database, all)).toEqual([
      { id: 2, partName: 'second' },
      { id: 11, partName: 'both' },
    ]);
  });

  it('are seen by whatever is sent after them', async () => {
    const seen = await within(async (tx) => {
      await later(tx, insert, 2, 'two');
      return run(tx, all);
    });
    expect(seen).toHaveLength(2);
  });

  it('leave nothing behind when one of them fails, or the transaction is given up', async () => {
    const failing = within(async (tx) => {
      await later(tx, insert, 2, 'two');
      await later(tx, insert, 3, 'one');
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    const givenUp = within(async (tx) => {
      await later(tx, insert, 2, 'two');
      throw new TypeError('changed my mind');
    });
    await expect(givenUp).rejects.toThrow('changed my mind');
    await within((tx) => run(tx, all));
    expect(await run(database, all)).toEqual([{ id: 1, partName: 'one' }]);
  });

  it('are sent at once outside of a transaction', async () => {
    await later(database, rename, 1, 'new');
    expect(await run(database, all)).toEqual([{ id: 1, partName: 'new' }]);
  });
});

describe('a change that carries a query', () => {
  const claimWith = async (tx: Kysely<never>, id: number, text = lockAll) =>
    (await tx.executeQuery(carrying(compiled(claim, id), compiled(text)))).rows;

  it('gives its own rows, and the query its own, in one statement', async () => {
    await within(async (tx) => {
      expect(await claimWith(tx, 7)).toEqual([{ id: 7 }]);
      expect(await run(tx, lockAll)).toEqual([{ id: 1, partName: 'one' }]);
      expect(number()).toBe(1);
      await expect(run(other, `${lockAll} NOWAIT`)).rejects.toMatchObject({ code: '55P03' });
    });
  });

  it('leaves a query undone, and without locks, where the change gives fewer rows than it is for', async () => {
    const claimBoth = `INSERT INTO claims (id) VALUES (7), ($1) ON CONFLICT DO NOTHING RETURNING id`;
    await run(database, claim, 8);
    const claimAll = (tx: Kysely<never>, id: number) =>
      tx.executeQuery(carrying(compiled(claimBoth, id), compiled(lockAll), { ifRows: 2 }));
    await within(async (tx) => {
      expect((await claimAll(tx, 8)).rows).toEqual([{ id: 7 }]);
      expect(await run(other, `${lockAll} NOWAIT`)).toHaveLength(1);
      expect(await run(tx, lockAll)).toHaveLength(1);
    });
    await run(database, 'DELETE FROM claims');
    await within(async (tx) => {
      expect((await claimAll(tx, 8)).rows).toHaveLength(2);
      await expect(run(other, `${lockAll} NOWAIT`)).rejects.toMatchObject({ code: '55P03' });
      sent = [];
      expect(await run(tx, lockAll)).toHaveLength(1);
      expect(sent).toEqual([]);
    });
  });

  it('tells a query without rows from one with a row of nulls', async () => {
    await within(async (tx) => {
      await claimWith(tx, 7, 'SELECT NULL AS is');
      expect(await run(tx, 'SELECT NULL AS is')).toEqual([{ is: null }]);
      await claimWith(tx, 8, 'SELECT id FROM parts WHERE false');
      expect(await run(tx, 'SELECT id FROM parts WHERE false')).toEqual([]);
      expect(await claimWith(tx, 8)).toEqual([]);
      expect(number()).toBe(3);
    });
  });

  it('answers the query once, and only if it is what is asked next', async () => {
    await within(async (tx) => {
      await claimWith(tx, 7, all);
      await later(tx, rename, 1, 'new');
      expect(await run(tx, all)).toEqual([{ id: 1, partName: 'new' }]);
      await claimWith(tx, 8, all);
      await run(tx, 'SELECT 1 AS other');
      await run(tx, rename, 1, 'newer');
      expect(await run(tx, all)).toEqual([{ id: 1, partName: 'newer' }]);
    });
  });

  it('locks after the change: who waits for the change holds none of the rows', async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    await other.transaction().execute(async (first) => {
      await run(first, claim, 7);
      waiting = within(async (tx) => {
        expect(await claimWith(tx, 7)).toEqual([]);
        expect(await run(tx, lockAll)).toEqual([{ id: 1, partName: 'renamed' }]);
      });
      const blocked = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await waitFor(async () => (await run(first, blocked)).length > 0);
      await run(first, rename, 1, 'renamed');
    });
    await waiting;
  });
});
