import { expect, it } from 'vitest';
import { sumMovements } from './stock-movement.ts';

it('adds up what happens to a variant and orders the variants by id', () => {
  const deltas = sumMovements([
    { move: 'reserve', lines: [{ variantId: 'b', quantity: 2 }] },
    { move: 'commit', lines: [{ variantId: 'b', quantity: 1 }] },
    { move: 'returnSold', lines: [{ variantId: 'a', quantity: 3 }] },
    { move: 'returnReserved', lines: [{ variantId: 'b', quantity: 1 }] },
  ]);
  expect(deltas).toEqual([
    { variantId: 'a', available: 3, reserved: 0, sold: -3 },
    { variantId: 'b', available: -1, reserved: 0, sold: 1 },
  ]);
});

it('orders the variants by id, however many there are and whichever came first', () => {
  const lines = ['c', 'a', 'd', 'b'].map((variantId) => ({ variantId, quantity: 1 }));
  const variantIds = sumMovements([{ move: 'reserve', lines }]).map(({ variantId }) => variantId);
  expect(variantIds).toEqual(['a', 'b', 'c', 'd']);
});

it('is nothing when nothing moves', () => {
  expect(sumMovements([])).toEqual([]);
});
