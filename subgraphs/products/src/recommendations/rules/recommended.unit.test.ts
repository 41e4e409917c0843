import { expect, it } from 'vitest';
import { recommended } from './recommended.ts';

const candidates = (given: Readonly<Record<string, boolean>>) =>
  new Map(
    Object.entries(given).map(([id, isAvailable]) => [id, { id, revision: `${id}1`, isAvailable }] as const),
  );
const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

it('has what was picked first, each once, what is sold out last, and nothing that is not shown', () => {
  const shown = candidates({ a: true, b: false, c: true, d: true, e: false });
  expect(idsOf(recommended(['b', 'c', 'gone'], ['d', 'c', 'e', 'a'], shown))).toEqual([
    'c',
    'd',
    'a',
    'b',
    'e',
  ]);
});

it('has twenty at most, of which what can be bought', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const shown = candidates(Object.fromEntries(ids.map((id, index) => [id, index >= 10])));
  expect(idsOf(recommended(ids.slice(0, 5), ids.slice(5), shown))).toEqual(ids.slice(10));
});
