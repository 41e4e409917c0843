import { expect, it } from 'vitest';
import { cartOf } from '../../../test/sample-cart.ts';
import { expiresAt } from './cart-expiry.ts';

const updatedAt = new Date('2026-01-01T10:00:00.000Z');

it.each([
  ['a guest’s 90 days after its last change', { isGuests: true }, '2026-04-01T10:00:00.000Z'],
  ['a COMPLETED one 30 days after its order', { status: 'COMPLETED' }, '2026-01-31T10:00:00.000Z'],
  ['a guest’s COMPLETED one, too', { status: 'COMPLETED', isGuests: true }, '2026-01-31T10:00:00.000Z'],
  ['a customer’s never', {}, undefined],
  ['never while it is being ordered', { status: 'CHECKING_OUT', isGuests: true }, undefined],
] as const)('a cart that is left alone is deleted: %s', (_when, cart, expected) => {
  expect(expiresAt(cartOf({ ...cart, updatedAt }))?.toISOString()).toBe(expected);
});
