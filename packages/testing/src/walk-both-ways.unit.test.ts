import { describe, expect, it } from 'vitest';
import { walkBothWays, type PageArguments, type SeenPageBothWays } from './walk-both-ways.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];

interface Fault {
  /** Where a page that is read backwards ends, by its cursor. */
  readonly until?: (cursor: number) => number;
  readonly isTurned?: boolean;
  readonly hasNextPage?: boolean;
}

/** A list whose cursors are positions. */
const listOf =
  ({ until = (cursor) => cursor, isTurned = false, hasNextPage }: Fault = {}) =>
  (page: PageArguments): Promise<SeenPageBothWays<string>> => {
    const isForward = 'first' in page;
    const end = isForward || page.before === null ? letters.length : until(Number(page.before));
    const start = isForward
      ? page.after === null
        ? 0
        : Number(page.after) + 1
      : Math.max(0, end - page.last);
    const nodes = letters.slice(start, isForward ? start + page.first : end);
    const last = start + nodes.length - 1;
    const seen = last < letters.length - 1;
    return Promise.resolve({
      nodes: isTurned && !isForward ? nodes.toReversed() : nodes,
      pageInfo: {
        hasNextPage: isForward ? seen : (hasNextPage ?? seen),
        hasPreviousPage: start > 0,
        startCursor: String(start),
        endCursor: String(last),
      },
    });
  };

describe('a walk both ways', () => {
  it.each([1, 2, 5, 9])('in pages of %i gives every node once, in order', async (size) => {
    expect(await walkBothWays(listOf(), size)).toEqual(letters);
  });

  it.each<[string, Fault]>([
    ['repeats a node', { until: (cursor) => cursor + 1 }],
    ['leaves a node out', { until: (cursor) => cursor - 1 }],
    ['has pages in the order of reading', { isTurned: true }],
  ])('refuses a list that %s backwards', async (_what, fault) => {
    await expect(walkBothWays(listOf(fault), 2)).rejects.toThrow('backward: ');
  });

  it('refuses pages that do not know whether another one comes after them', async () => {
    await expect(walkBothWays(listOf({ hasNextPage: false }), 2)).rejects.toThrow('hasNextPage: false');
  });
});
