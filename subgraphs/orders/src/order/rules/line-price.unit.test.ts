import { expect, it } from 'vitest';
import { lineRestMinor, overPieces } from './line-price.ts';

const discountOf = (amountMinor: number) => ({ promotionId: 'promotion', amountMinor });

it('a line comes to what its discounts leave of it', () => {
  expect(lineRestMinor({ totalMinor: 1000, discounts: [discountOf(100), discountOf(1)] })).toBe(899);
  expect(lineRestMinor({ totalMinor: 1000, discounts: null })).toBe(1000);
});

it.each([
  [1000, 1, [[1, 1000]]],
  [1000, 2, [[2, 500]]],
  [
    1000,
    3,
    [
      [1, 334],
      [2, 333],
    ],
  ],
  [
    2,
    99,
    [
      [2, 1],
      [97, 0],
    ],
  ],
  [0, 3, [[3, 0]]],
])('%i over %i pieces is %j', (amountMinor, quantity, expected) => {
  const pieces = overPieces(amountMinor, quantity);
  expect(pieces.map((some) => [some.quantity, some.amountMinor])).toEqual(expected);
  expect(pieces.reduce((sum, some) => sum + some.quantity * some.amountMinor, 0)).toBe(amountMinor);
});
