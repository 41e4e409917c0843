import { expect, it } from 'vitest';
import { clampQuantity, maxQuantity } from './quantity.ts';

it.each([
  ['what is wanted, where there is as much', 5, 5, { quantity: 5, limit: null }],
  ['what is wanted, where there is more', 5, 6, { quantity: 5, limit: null }],
  ['what there is', 6, 5, { quantity: 5, limit: 'stock' }],
  ['nothing of what is sold out', 1, 0, { quantity: 0, limit: 'stock' }],
  ['as much as a cart takes', maxQuantity, null, { quantity: 99, limit: null }],
  ['no more than a cart takes', 100, null, { quantity: 99, limit: 'cart' }],
  ['no more than a cart takes, however much there is', 150, 100, { quantity: 99, limit: 'cart' }],
  ['no more than a cart takes, where there is exactly that', 150, 99, { quantity: 99, limit: 'cart' }],
  ['the stock, where that is less than a cart takes', 150, 98, { quantity: 98, limit: 'stock' }],
])('a line takes %s', (_what, wanted, available, expected) => {
  expect(clampQuantity(wanted, available)).toEqual(expected);
});
