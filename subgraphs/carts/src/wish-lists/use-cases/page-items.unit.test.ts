import { describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { wishListOf, wishOf } from '../../../test/sample-wishes.ts';
import { pageItems } from './page-items.ts';

const items = Array.from({ length: 5 }, () => wishOf(uuidv7()));
const list = wishListOf(items);
const [first, second, third, fourth, fifth] = items;

describe('the items of a list, two at a time', () => {
  it('are all there forward, and backward in the same order', () => {
    const front = pageItems(list, { first: 2 });
    const middle = pageItems(list, { first: 2, after: front.pageInfo.endCursor });
    const end = pageItems(list, { first: 2, after: middle.pageInfo.endCursor });
    expect([front, middle, end].map(({ nodes }) => nodes)).toEqual([
      [first, second],
      [third, fourth],
      [fifth],
    ]);
    expect([front, middle, end].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    const last = pageItems(list, { last: 2 });
    expect(last.nodes).toEqual([fourth, fifth]);
    expect(pageItems(list, { last: 2, before: last.pageInfo.startCursor }).nodes).toEqual([second, third]);
    expect(pageItems(list, { last: 2, before: front.pageInfo.startCursor }).nodes).toEqual([]);
  });

  it('are 20 unless more are asked for, and are counted', async () => {
    const long = wishListOf(Array.from({ length: 30 }, () => wishOf(uuidv7())));
    const page = pageItems(long, {});
    expect(page.nodes).toHaveLength(20);
    expect(await page.totalCount()).toBe(30);
  });

  it('go on behind what was taken out meanwhile', () => {
    const { endCursor } = pageItems(list, { first: 2 }).pageInfo;
    const rest = wishListOf(items.filter((item) => item !== second));
    // Whatever stood behind it has moved up.
    expect(pageItems(rest, { first: 2, after: endCursor }).nodes).toEqual([third, fourth]);
    expect(pageItems(rest, { last: 2, before: endCursor }).nodes).toEqual([first]);
  });

  it('tell by their cursors nothing that an item does not show to others', () => {
    for (const { cursor, node } of pageItems(list, {}).edges)
      expect(Buffer.from(cursor, 'base64url').toString()).not.toContain(node.id);
  });

  it('are not found by a cursor of another list', () => {
    const { endCursor } = pageItems({ ...list, id: 'another' }, { first: 2 }).pageInfo;
    expect(() => pageItems(list, { after: endCursor })).toThrow('does not belong to this list');
  });
});
