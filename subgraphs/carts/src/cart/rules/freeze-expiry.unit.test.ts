import type { FrozenCart } from '@cartwright/events';
import { expect, it } from 'vitest';
import { cartOf } from '../../../test/sample-cart.ts';
import type { Cart } from './cart.ts';
import { asSeenAt, freezeTtlMs } from './freeze-expiry.ts';

const start = new Date('2026-05-01T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const frozenCart = (confirmed: boolean): Cart =>
  cartOf({
    status: 'CHECKING_OUT',
    freeze: { orderId: 'order 1', frozenAt: start, confirmed, snapshot: {} as FrozenCart },
  });

it('a reader does not see a freeze that has expired, unless its order is placed', () => {
  expect(asSeenAt(frozenCart(false), after(freezeTtlMs)).status).toBe('CHECKING_OUT');
  expect(asSeenAt(frozenCart(false), after(freezeTtlMs + 1))).toMatchObject({
    status: 'ACTIVE',
    freeze: null,
  });
  expect(asSeenAt(frozenCart(true), after(freezeTtlMs + 1)).status).toBe('CHECKING_OUT');
});

it('a freeze lasts fifteen minutes', () => {
  expect(freezeTtlMs).toBe(900_000);
});

it('only a cart in checkout has a freeze that can expire', () => {
  const { freeze } = frozenCart(false);
  for (const cart of [cartOf(), cartOf({ status: 'CHECKING_OUT' }), cartOf({ status: 'COMPLETED', freeze })])
    expect(asSeenAt(cart, after(freezeTtlMs + 1))).toBe(cart);
});
