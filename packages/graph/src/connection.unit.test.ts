import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readPage, toConnection, type ConnectionArguments } from './connection.ts';
import { encodeCursor, listMark, type ListIdentity } from './cursor.ts';
import { badUserInput } from '@cartwright/errors';

const key = z.object({ name: z.string(), id: z.int() });
const thisList = { identity: ['products', { sort: 'NAME' }], key } as const;
const products = Array.from({ length: 10 }, (_, index) => ({
  name: `p${index}`,
  id: index,
  price: 100 * index,
}));

const mark = listMark(thisList.identity);
const cursorOf = (identity: ListIdentity): string => encodeCursor(listMark(identity), { name: 'p1', id: 1 });

/** Pages through ten products as a repository would, in memory. */
function list(args: ConnectionArguments) {
  const page = readPage(args, thisList);
  const backward = page.direction === 'backward';
  const ordered = backward ? products.toReversed() : products;
  const at = page.cursor === null ? -1 : ordered.findIndex(({ id }) => id === page.cursor?.id);
  const rows = ordered.slice(at + 1, at + 1 + page.fetchSize);
  return toConnection({
    page,
    rows,
    keyOf: ({ name, id }) => ({ name, id }),
    totalCount: () => Promise.resolve(10),
  });
}

const ids = (connection: ReturnType<typeof list>): number[] => connection.nodes.map(({ id }) => id);

describe('a connection', () => {
  it('walks forward to the end', () => {
    const first = list({ first: 4 });
    const second = list({ first: 4, after: first.pageInfo.endCursor });
    const third = list({ first: 4, after: second.pageInfo.endCursor });
    expect([ids(first), ids(second), ids(third)]).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual([false, true]);
  });

  it('walks backward in the order of the list', () => {
    const last = list({ last: 3 });
    const before = list({ last: 3, before: last.pageInfo.startCursor });
    expect([ids(last), ids(before)]).toEqual([
      [7, 8, 9],
      [4, 5, 6],
    ]);
    expect(before.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  });

  it('gives every edge the cursor of its node', () => {
    const [, second] = list({ first: 3 }).edges;
    expect(ids(list({ first: 1, after: second?.cursor }))).toEqual([2]);
  });

  it('has no cursors when it is empty', () => {
    expect(list({ first: 0 }).pageInfo).toMatchObject({
      startCursor: null,
      endCursor: null,
      hasNextPage: true,
    });
  });

  it('makes no cursor unless edges or cursors are asked for', () => {
    const keyOf = vi.fn((row: (typeof products)[number]) => row);
    const totalCount = () => Promise.resolve(10);
    const connection = toConnection({ page: readPage({}, thisList), rows: products, keyOf, totalCount });
    expect(connection.nodes).toHaveLength(products.length);
    expect(keyOf).not.toHaveBeenCalled();
    expect(connection.pageInfo.endCursor).toBe(connection.edges.at(-1)?.cursor);
    expect(keyOf).toHaveBeenCalledTimes(2 + products.length);
  });

  it('counts only when asked', async () => {
    const totalCount = vi.fn(() => Promise.resolve(10));
    const connection = toConnection({
      page: readPage({}, thisList),
      rows: products,
      keyOf: (row) => row,
      totalCount,
    });
    expect(totalCount).not.toHaveBeenCalled();
    expect(await connection.totalCount()).toBe(10);
  });
});

describe('readPage', () => {
  it('reads 20 by default, for null too', () => {
    expect(readPage({ first: null, after: null }, thisList)).toMatchObject({
      size: 20,
      fetchSize: 21,
      cursor: null,
    });
    expect(readPage({}, { ...thisList, defaultSize: 5 }).size).toBe(5);
  });

  it.each([
    ['a negative first', { first: -1 }],
    ['more than 100', { first: 101 }],
    ['a negative last', { last: -1 }],
    ['both directions', { first: 1, last: 1 }],
    ['a cursor that is not base64url JSON', { after: 'not a cursor' }],
    ['the cursor of another list', { after: encodeCursor(mark, { rank: 3 }) }],
    ['the cursor of a list with the same key', { after: cursorOf(['orders']) }],
    ['the cursor of another order', { after: cursorOf(['products', { sort: 'PRICE' }]) }],
    ['the cursor of another order, backward', { before: cursorOf(['products', { sort: 'PRICE' }]) }],
    ['a sort key alone', { after: Buffer.from('["p1",1]').toString('base64url') }],
    ['a cursor that was cut', { after: encodeCursor(mark, { name: 'p1', id: 1 }).slice(0, -3) }],
  ])('refuses %s', (_what, args) => {
    expect(() => readPage(args, thisList)).toThrow(/must be between|does not belong to this list|not both/);
  });

  it('refuses with BAD_USER_INPUT', () => {
    expect(() => readPage({ first: -1 }, thisList)).toThrow(
      badUserInput('first must be between 0 and 100.', 'first'),
    );
  });
});
