import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPage, toConnection, type Connection, type ConnectionArguments } from './connection.ts';

interface Row {
  readonly rank: number;
  readonly id: number;
}

const key = z.object({ rank: z.int(), id: z.int() });
const isBefore = (left: Row, right: Row): boolean =>
  left.rank < right.rank || (left.rank === right.rank && left.id < right.id);

/** Rows in their order: many of the same rank, distinguished by their ids. */
const lists = fc
  .array(fc.nat(5), { maxLength: 30 })
  .map((ranks) => ranks.sort((a, b) => a - b).map((rank, id) => ({ rank, id })));
const sizes = fc.integer({ min: 1, max: 35 });

/** Reads a page as a repository does: rows beyond the key, the nearest first, as many as the page fetches. */
function connect(rows: readonly Row[], args: ConnectionArguments): Connection<Row> {
  const page = readPage(args, { identity: ['rows'], key });
  const { cursor, direction, fetchSize } = page;
  const ordered = direction === 'backward' ? rows.toReversed() : rows;
  const isBeyond = (row: Row): boolean =>
    cursor === null || (direction === 'backward' ? isBefore(row, cursor) : isBefore(cursor, row));
  const fetched = ordered.filter(isBeyond).slice(0, fetchSize);
  const totalCount = () => Promise.resolve(rows.length);
  return toConnection({ page, rows: fetched, keyOf: ({ rank, id }) => ({ rank, id }), totalCount });
}

/** The pages of a list in the order in which they are read, forward or backward. */
function walk(rows: readonly Row[], size: number, isForward: boolean): Connection<Row>[] {
  const pages: Connection<Row>[] = [];
  let cursor: string | null = null;
  do {
    const page = connect(rows, isForward ? { first: size, after: cursor } : { last: size, before: cursor });
    pages.push(page);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    const goesOn = isForward ? hasNextPage : hasPreviousPage;
    cursor = goesOn ? (isForward ? endCursor : startCursor) : null;
  } while (cursor !== null && pages.length <= rows.length);
  return pages;
}

describe('any list, in pages of any size', () => {
  it('is walked forward from its first row to its last, each once', () => {
    fc.assert(
      fc.property(lists, sizes, (rows, size) => {
        const pages = walk(rows, size, true);
        expect(pages.flatMap(({ nodes }) => nodes)).toEqual(rows);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(rows.length / size)));
        pages.forEach(({ pageInfo }, index) => {
          expect(pageInfo.hasNextPage).toBe(index < pages.length - 1);
          expect(pageInfo.hasPreviousPage).toBe(index > 0);
        });
      }),
    );
  });

  it('is walked backward from its last row to its first, each page in the order of the list', () => {
    fc.assert(
      fc.property(lists, sizes, (rows, size) => {
        const pages = walk(rows, size, false).reverse();
        expect(pages.flatMap(({ nodes }) => nodes)).toEqual(rows);
        pages.forEach(({ pageInfo }, index) => {
          expect(pageInfo.hasPreviousPage).toBe(index > 0);
          expect(pageInfo.hasNextPage).toBe(index < pages.length - 1);
        });
      }),
    );
  });

  it('continues after the cursor of any edge, and before it', () => {
    fc.assert(
      fc.property(lists, sizes, fc.nat(), (rows, size, at) => {
        fc.pre(rows.length > 0);
        const index = at % rows.length;
        const cursor = connect(rows, { first: 100 }).edges[index]?.cursor;
        expect(connect(rows, { first: size, after: cursor }).nodes).toEqual(
          rows.slice(index + 1, index + 1 + size),
        );
        expect(connect(rows, { last: size, before: cursor }).nodes).toEqual(
          rows.slice(Math.max(0, index - size), index),
        );
      }),
    );
  });

  it('has edges that are its nodes, the outer ones named in its page info', () => {
    fc.assert(
      fc.property(lists, fc.nat(35), fc.boolean(), (rows, size, isForward) => {
        const { nodes, edges, pageInfo } = connect(rows, isForward ? { first: size } : { last: size });
        expect(edges.map(({ node }) => node)).toEqual(nodes);
        expect(pageInfo.startCursor).toBe(edges[0]?.cursor ?? null);
        expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
      }),
    );
  });
});
