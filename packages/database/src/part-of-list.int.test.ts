import { createTestDatabase, rowsReadBy } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './open-database.ts';
import { partOfList, type ListSlice } from './part-of-list.ts';

interface Tables {
  readonly rows: { readonly at: Date; readonly id: string; readonly title: string };
}

const count = 600;
const titles = Array.from({ length: count }, (_, index) => String(index + 1));
const stack = new AsyncDisposableStack();
let database: Database<Tables>;
beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  database = openDatabase<Tables>(url, { maxConnections: 1 });
  stack.defer(database.close);
  const { statements } = database;
  await sql`CREATE TABLE rows (at timestamptz, id uuid, title text, PRIMARY KEY (at, id))`.execute(
    statements,
  );
  // Two at a time share an instant.
  await sql`INSERT INTO rows SELECT '2026-01-01T00:00:00Z'::timestamptz + n / 2 * interval '1 day',
    ('01990000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, n::text
    FROM generate_series(1, ${sql.lit(count)}) AS n`.execute(statements);
});
afterAll(() => stack.disposeAsync());

type Order = 'asc' | 'desc';
const part = (db: Database<Tables>['statements'], order: Order, slice: ListSlice) =>
  partOfList(db.selectFrom('rows').selectAll(), { by: ['at', 'id'], order }, slice).execute();

/** All titles, in the order in which parts of a size give them. */
async function walk(order: Order, direction: ListSlice['direction'], size: number): Promise<string[]> {
  const seen: string[] = [];
  for (let after: ListSlice['after'] = null; ;) {
    const rows = await part(database.statements, order, { size, after, direction });
    seen.push(...rows.map(({ title }) => title));
    if (rows.length < size) return seen;
    after = rows.at(-1) ?? null;
  }
}

describe.each([7, 100, count + 1])('in parts of %i', (size) => {
  it.each([
    ['asc', 'forward', titles],
    ['asc', 'backward', titles.toReversed()],
    ['desc', 'forward', titles.toReversed()],
    ['desc', 'backward', titles],
  ] as const)('a list in order %s is read %s', async (order, direction, expected) => {
    expect(await walk(order, direction, size)).toEqual(expected);
  });
});

it.each(['forward', 'backward'] as const)('reads no other rows when it goes %s', async (direction) => {
  const [middle] = await part(database.statements, 'asc', { size: 300, after: null, direction });
  const after = middle ?? null;
  const read = await database.transaction((tx) =>
    rowsReadBy(tx, () => part(tx, 'asc', { size: 5, after, direction })),
  );
  expect(read('rows')).toBe(5);
});
