import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import { changeCurrency } from './change-currency.ts';
import { mergeCarts } from './merge-carts.ts';

describe('merging carts', () => {
  it('adds quantities up to 99 and takes over other lines', () => {
    const into = cartOf({ id: 'into', lines: [lineOf('a', { id: 'kept', quantity: 60 })] });
    const from = cartOf({ id: 'from', lines: [lineOf('a', { quantity: 60 }), lineOf('b', { quantity: 2 })] });
    const { id, lines } = mergeCarts(into, from);
    expect(id).toBe('into');
    expect(lines.map((line) => [line.id, line.quantity])).toEqual([
      ['kept', 99],
      ['line of b', 2],
    ]);
  });

  it('fills in what is not known of buyer and delivery, and overwrites nothing', () => {
    const into = cartOf({ buyer: { email: 'own@example.com', countryCode: null, postalCode: null } });
    const from = cartOf({
      buyer: { email: 'other@example.com', countryCode: 'DE', postalCode: null },
      deliveryOption: 'express',
    });
    expect(mergeCarts(into, from)).toMatchObject({
      buyer: { email: 'own@example.com', countryCode: 'DE' },
      deliveryOption: 'express',
    });
  });
});

describe('changing the currency', () => {
  it('takes over the prices there as seen; what has none keeps its last one until the cart is refreshed', () => {
    const cart = cartOf({ lines: [lineOf('a'), lineOf('b')] });
    const offers = new Map([['a', offerOf('a', { unitPriceMinor: 2200 })]]);
    expect(changeCurrency(cart, 'USD', offers)).toMatchObject({
      currency: 'USD',
      lines: [
        { quotedUnitMinor: 2200, offer: { unitPriceMinor: 2200 } },
        { quotedUnitMinor: 2000, offer: { unitPriceMinor: null } },
      ],
    });
  });
});
