import type { CartFreezeRequest } from '@cartwright/events';
import { expect, it } from 'vitest';
import { cartOf } from '../../../test/sample-cart.ts';
import { purchaseOf } from './purchase.ts';

const address = { firstName: 'Sam', line1: '1 Example Street', countryCode: 'DE' } as never;
const nobody = cartOf().buyer;
const known = { ...nobody, email: 'sam@example.com', shippingAddress: address };
const request = { cartId: 'cart' } as unknown as CartFreezeRequest;

it('what the cart holds is ordered, and what is added goes before it', () => {
  const cart = cartOf({ buyer: known, deliveryOption: 'standard' });
  const held = { email: known.email, shippingAddress: address, shippingMethod: 'standard' };
  expect(purchaseOf(cart, request)).toMatchObject(held);
  const added = { email: 'kim@example.com', shippingMethod: 'express' };
  expect(purchaseOf(cart, { ...request, ...added })).toMatchObject({ ...held, ...added });
});

it('a customer’s own e-mail address stands in for one that nobody has given', () => {
  const cart = cartOf({ buyer: { ...known, email: null }, deliveryOption: 'standard' });
  const ownEmail = 'own@example.com';
  expect(purchaseOf(cart, { ...request, ownEmail })).toMatchObject({ email: ownEmail });
});

it.each([
  [['email'], { ...known, email: null }, 'standard'],
  [['shippingAddress'], { ...known, shippingAddress: null }, 'standard'],
  [['shippingMethod'], known, null],
  [['email', 'shippingAddress', 'shippingMethod'], nobody, null],
])('exactly what is missing is named: %j', (missing, buyer, deliveryOption) => {
  expect(purchaseOf(cartOf({ buyer, deliveryOption }), request)).toEqual({ missing });
});
