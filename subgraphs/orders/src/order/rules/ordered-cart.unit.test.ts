import { expect, it } from 'vitest';
import { orderedCartOf } from './ordered-cart.ts';

const [cartId, confirmedAt] = ['cart', new Date(0)];

it.each([
  ['under way', { status: 'CREATED', confirmedAt: null }, cartId],
  ['confirmed', { status: 'CONFIRMED', confirmedAt }, cartId],
  ['cancelled after it was confirmed', { status: 'CANCELLED', confirmedAt }, cartId],
  ['cancelled before it was a sale', { status: 'CANCELLED', confirmedAt: null }, null],
] as const)('an order that is %s', (_what, order, expected) => {
  expect(orderedCartOf({ cartId, ...order })).toBe(expected);
});
