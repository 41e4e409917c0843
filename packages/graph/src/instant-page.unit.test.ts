import { expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { instantPage, type InstantList, type InstantSlice } from './instant-page.ts';

interface Row {
  readonly id: string;
  readonly at: Date;
}

const id = (digit: number): string => `01990000-0000-7000-8000-00000000000${digit}`;
/** Newest first; two share an instant. */
const rows: readonly Row[] = [5, 4, 3, 2, 1].map((digit) => ({
  id: id(digit),
  at: new Date(Date.UTC(2026, 0, digit < 4 && digit > 1 ? 2 : digit)),
}));
const isAfter = ({ id, at }: Row, { after, direction }: InstantSlice): boolean => {
  if (after === null) return true;
  const isOlder = at < after.at || (at.getTime() === after.at.getTime() && id < after.id);
  return direction === 'forward' ? isOlder : !isOlder && id !== after.id;
};
const source: InstantList<Row> = {
  identity: ['rows'],
  list: (slice) => {
    const ordered = slice.direction === 'forward' ? rows : rows.toReversed();
    return Promise.resolve(ordered.filter((row) => isAfter(row, slice)).slice(0, slice.size));
  },
  count: () => Promise.resolve(rows.length),
  instantOf: ({ at }) => at,
};

it.each([1, 2, 5, 9])('pages of %d give each row once, in order', async (first) => {
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo, totalCount }: Connection<Row> = await instantPage({ first, after }, source);
    expect(await totalCount()).toBe(rows.length);
    seen.push(...nodes.map((row) => row.id));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(seen).toEqual(rows.map((row) => row.id));
});

it.each([1, 2, 5, 9])('pages of %d give each row once, in order, from the last one back', async (last) => {
  const seen: string[] = [];
  for (let before: string | null = null; ;) {
    const { nodes, pageInfo }: Connection<Row> = await instantPage({ last, before }, source);
    seen.unshift(...nodes.map((row) => row.id));
    if (!pageInfo.hasPreviousPage) break;
    before = pageInfo.startCursor;
  }
  expect(seen).toEqual(rows.map((row) => row.id));
});

it('refuses a cursor that is not one of its own', async () => {
  await expect(instantPage({ after: 'nonsense' }, source)).rejects.toThrow('cursor');
  const { pageInfo } = await instantPage({ first: 1 }, { ...source, identity: ['other rows'] });
  await expect(instantPage({ after: pageInfo.endCursor }, source)).rejects.toThrow('cursor');
  await expect(instantPage({ before: pageInfo.endCursor }, source)).rejects.toThrow('cursor');
});
