import { expect, it } from 'vitest';
import { ratingDistribution } from './rating-distribution.ts';

const countsOf = (counts: Parameters<typeof ratingDistribution>[0]) =>
  ratingDistribution(counts).map(({ stars, count }) => [stars, count]);

it('has all five, the best first, whatever was given', () => {
  const none = [5, 4, 3, 2, 1].map((stars) => [stars, 0]);
  expect(countsOf([])).toEqual(none);
  expect(
    countsOf([
      { stars: 1, count: 7 },
      { stars: 4, count: 2 },
    ]),
  ).toEqual([
    [5, 0],
    [4, 2],
    [3, 0],
    [2, 0],
    [1, 7],
  ]);
});
