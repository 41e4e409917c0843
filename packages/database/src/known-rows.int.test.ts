import { createTestDatabase } from '@cartwright/testing';
import type { EventEmitter } from 'node:events';
import type { PoolClient } from 'pg';
import { describe, expect, it } from 'vitest';
import { openPool } from './pool.ts';

/** A connection, and how often PostgreSQL has said on it what rows look like, or that there are none. */
async function open() {
  const stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('messaging'));
  const pool = openPool(url, { maxConnections: 1 });
  stack.defer(() => pool.end());
  const client = await pool.connect();
  client.on('error', () => undefined); // the database may be dropped before the connection has ended
  stack.defer(() => client.release());
  const { connection } = client as unknown as { connection: EventEmitter };
  let descriptions = 0;
  for (const message of ['rowDescription', 'noData']) connection.on(message, () => (descriptions += 1));
  await client.query(
    'CREATE TABLE parts (id int PRIMARY KEY, name text, weight bigint, seen_at timestamptz)',
  );
  descriptions = 0;
  return {
    client,
    descriptions: () => descriptions,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const rowsOf = async (client: PoolClient, text: string, ...values: unknown[]): Promise<unknown[]> =>
  (await client.query<Record<string, unknown>>(text, values)).rows;

const insert = 'INSERT INTO parts VALUES ($1, $2, $3, $4)';
const select = 'SELECT * FROM parts WHERE id >= $1 ORDER BY id';
const seenAt = new Date('2026-01-02T03:04:05.678Z');

describe('a prepared statement', () => {
  it('has its rows described once, and read alike ever after', async () => {
    await using test = await open();
    await rowsOf(test.client, insert, 1, 'Cog', 12, seenAt);
    await rowsOf(test.client, insert, 2, null, null, null);
    expect(test.descriptions()).toBe(1);
    const first = await rowsOf(test.client, select, 1);
    expect(first).toEqual([
      { id: 1, name: 'Cog', weight: 12, seenAt },
      { id: 2, name: null, weight: null, seenAt: null },
    ]);
    expect(await rowsOf(test.client, select, 1)).toEqual(first);
    expect(await rowsOf(test.client, select, 2)).toEqual(first.slice(1));
    expect(await rowsOf(test.client, select, 3)).toEqual([]);
    expect(test.descriptions()).toBe(2);
  });

  it('tells how many rows it has changed', async () => {
    await using test = await open();
    for (const id of [1, 2, 3]) await rowsOf(test.client, insert, id, null, null, null);
    const remove = 'DELETE FROM parts WHERE id > $1';
    expect(await test.client.query(remove, [2])).toMatchObject({ command: 'DELETE', rowCount: 1 });
    expect(await test.client.query(remove, [0])).toMatchObject({ command: 'DELETE', rowCount: 2 });
  });

  it('is described on each connection', async () => {
    await using one = await open();
    await using other = await open();
    for (const { client, descriptions } of [one, other]) {
      expect(await rowsOf(client, select, 1)).toEqual([]);
      expect(descriptions()).toBe(1);
    }
  });

  it('is described after all when it failed before', async () => {
    await using test = await open();
    const divide = 'SELECT 1 / $1::int AS share';
    await expect(rowsOf(test.client, divide, 0)).rejects.toThrow('division by zero');
    expect(await rowsOf(test.client, divide, 1)).toEqual([{ share: 1 }]);
    await expect(rowsOf(test.client, divide, 0)).rejects.toThrow('division by zero');
    expect(await rowsOf(test.client, divide, 1)).toEqual([{ share: 1 }]);
  });

  it('fails where its rows would look otherwise, instead of being misread', async () => {
    await using test = await open();
    await rowsOf(test.client, insert, 1, 'Cog', 12, seenAt);
    await rowsOf(test.client, select, 1);
    await test.client.query('ALTER TABLE parts DROP COLUMN name');
    await expect(rowsOf(test.client, select, 1)).rejects.toThrow('cached plan must not change result type');
    await test.client.query('ALTER TABLE parts RENAME COLUMN weight TO grams');
    await expect(rowsOf(test.client, select, 1)).rejects.toThrow('cached plan must not change result type');
  });

  it('is described to each of those that are sent before the first is answered', async () => {
    await using test = await open();
    await rowsOf(test.client, insert, 1, 'Cog', 12, seenAt);
    const all = await Promise.all([1, 2, 1].map((id) => rowsOf(test.client, select, id)));
    expect(all.map((rows) => rows.length)).toEqual([1, 0, 1]);
  });
});
