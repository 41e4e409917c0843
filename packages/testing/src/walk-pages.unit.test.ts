import { describe, expect, it } from 'vitest';
import { walkPages, type SeenPage } from './walk-pages.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];

/** A list whose cursors are positions; `from` says where the page after a cursor begins. */
const listOf =
  (from: (cursor: number) => number) =>
  ({ first, after }: { first: number; after: string | null }): Promise<SeenPage<string>> => {
    const start = after === null ? 0 : from(Number(after));
    const nodes = letters.slice(start, start + first);
    const end = start + nodes.length - 1;
    return Promise.resolve({
      nodes,
      pageInfo: { hasNextPage: end < letters.length - 1, endCursor: String(end) },
    });
  };

describe('a walk through pages', () => {
  it.each([1, 2, 5, 9])('of %i sees every node once, in order', async (first) => {
    expect(
      await walkPages(
        listOf((cursor) => cursor + 1),
        first,
      ),
    ).toEqual(letters);
  });

  it('shows what a page repeats and what it leaves out', async () => {
    const repeating = await walkPages(
      listOf((cursor) => cursor),
      3,
    );
    expect(repeating).toEqual(['a', 'b', 'c', 'c', 'd', 'e']);
    const skipping = await walkPages(
      listOf((cursor) => cursor + 2),
      2,
    );
    expect(skipping).toEqual(['a', 'b', 'd', 'e']);
  });

  it('ends where the list repeats a cursor', async () => {
    const standing = walkPages(
      listOf((cursor) => cursor),
      1,
    );
    await expect(standing).rejects.toThrow('repeats the cursor');
  });

  it('refuses pages that are too large, or not full before the end', async () => {
    const pageOf = (nodes: string[]) => () =>
      Promise.resolve({ nodes, pageInfo: { hasNextPage: true, endCursor: 'x' } });
    await expect(walkPages(pageOf(['a', 'b']), 1)).rejects.toThrow('A page of 1 has 2 nodes');
    await expect(walkPages(pageOf([]), 1)).rejects.toThrow('A page of 1 has 0 nodes');
  });
});
