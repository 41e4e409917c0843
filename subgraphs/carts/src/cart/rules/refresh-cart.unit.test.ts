import { describe, expect, it } from 'vitest';
import { buyerOf, cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import type { Cart } from './cart.ts';
import { refreshCart } from './refresh-cart.ts';

const refresh = (cart: Partial<Cart>) => refreshCart({ kind: 'changed', cart: cartOf(cart), warnings: [] });

describe('refreshing a cart', () => {
  it('changes nothing when nothing has changed', () => {
    const cart = cartOf({ lines: [lineOf('a')], deliveryOption: 'express' });
    expect(refresh(cart)).toEqual({ kind: 'changed', cart, warnings: [] });
  });

  it('takes over new prices and warns of the difference', () => {
    const lines = [lineOf('a', { quotedUnitMinor: 1950 })];
    expect(refresh({ lines })).toMatchObject({
      cart: { lines: [{ quotedUnitMinor: 2000 }] },
      warnings: [
        {
          code: 'PRICE_CHANGED',
          message: 'Oak stool (Natural) now costs 20.00 EUR instead of 19.50 EUR.',
          target: 'line of a',
        },
      ],
    });
  });

  it.each([
    [{ forSale: false }, 'it is not for sale any more'],
    [{ unitPriceMinor: null }, 'it is not sold in EUR'],
  ])('removes what cannot be bought any more: %o', (offer, reason) => {
    const lines = [lineOf('a', { offer: offerOf('a', offer) })];
    expect(refresh({ lines })).toMatchObject({
      cart: { lines: [] },
      warnings: [
        { code: 'LINE_REMOVED', message: `Oak stool (Natural) was removed from the cart: ${reason}.` },
      ],
    });
  });

  it('deselects a delivery option that does not reach the country', () => {
    const buyer = buyerOf({ email: null, countryCode: 'CA', postalCode: null });
    expect(refresh({ buyer, deliveryOption: 'express' })).toMatchObject({
      cart: { deliveryOption: null },
      warnings: [
        {
          code: 'DELIVERY_OPTION_REMOVED',
          message: 'The way of delivery that was selected does not reach CA; please choose another.',
          target: 'express',
        },
      ],
    });
    expect(refresh({ buyer, deliveryOption: 'standard' }).cart.deliveryOption).toBe('standard');
  });

  it('deselects nothing while no option is selected or no country is known', () => {
    const canada = buyerOf({ email: null, countryCode: 'CA', postalCode: null });
    expect(refresh({ buyer: canada }).warnings).toEqual([]);
    expect(refresh({ deliveryOption: 'unknown' })).toMatchObject({
      cart: { deliveryOption: 'unknown' },
      warnings: [],
    });
  });

  it('keeps the warnings of the change itself, first', () => {
    const warning = { code: 'QUANTITY_CLAMPED', message: 'fewer', target: 'x' } as const;
    const cart = cartOf({ lines: [lineOf('a', { quotedUnitMinor: 1 })] });
    const { warnings } = refreshCart({ kind: 'changed', cart, warnings: [warning] });
    expect(warnings.map(({ code }) => code)).toEqual(['QUANTITY_CLAMPED', 'PRICE_CHANGED']);
  });
});
