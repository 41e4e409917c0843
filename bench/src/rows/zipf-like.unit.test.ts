import { expect, it } from 'vitest';
import { zipfLike } from './zipf-like.ts';

it('draws the second half as often as the first and the fourth a quarter as often', () => {
  const drawn = Map.groupBy(zipfLike(4, 2_500), (kind) => kind);
  expect([0, 1, 2, 3].map((kind) => drawn.get(kind)?.length)).toEqual([1_200, 600, 400, 300]);
});
