import { describe, expect, it } from 'vitest';
import { addressIn, buyerOf, cartOf, lineOf, offerOf, pricingBy } from '../../../test/sample-cart.ts';
import type { FrozenCart } from '@cartwright/events';
import type { Cart } from './cart.ts';
import { quoteCart } from './quote-cart.ts';

const quoteOf = (cart: Cart) => quoteCart(cart, pricingBy());

describe('a quote', () => {
  it('says what the cart costs with each delivery option', () => {
    const quote = quoteOf(cartOf({ lines: [lineOf('a', { quantity: 3 })], deliveryOption: 'express' }));
    expect(quote.price).toMatchObject({ subtotalMinor: 6000, shippingMinor: 1290, totalMinor: 7290 });
    expect(quote.deliveryOptions.map(({ code, basketTotalMinor }) => [code, basketTotalMinor])).toEqual([
      ['standard', 6000],
      ['express', 7290],
    ]);
    expect(quote.selectedDeliveryOption).toBe('express');
  });

  it('has today’s price, or the last one seen when there is none', () => {
    const withoutPrice = offerOf('b', { unitPriceMinor: null });
    const lines = [
      lineOf('a', { quotedUnitMinor: 1 }),
      lineOf('b', { quotedUnitMinor: 700, offer: withoutPrice }),
    ];
    expect(quoteOf(cartOf({ lines })).lines.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([2000, 700]);
  });

  it('has the prices and titles of the order once there is one, whatever they would be today', () => {
    const sold = {
      lineId: 'order line',
      variantId: 'a',
      productId: 'p',
      title: 'As sold',
      variantTitle: '',
      sku: 's',
      quantity: 1,
      unitPriceMinor: 1500,
      totalMinor: 1500,
    };
    const snapshot: FrozenCart = {
      cartId: 'cart',
      currency: 'EUR',
      lines: [{ ...sold, variantId: 'b', title: 'Another' }, sold],
      subtotalMinor: 1500,
      discountMinor: 0,
      shippingMinor: 250, // delivery has become dearer since, and tax is another one
      taxMinor: 150,
      totalMinor: 1750,
      email: 'sam@example.com',
      shippingAddress: addressIn('DE'),
      billingAddress: null,
      shippingMethod: 'standard',
    };
    const freeze = { orderId: 'order', frozenAt: new Date(0), confirmed: true, snapshot };
    const quote = quoteOf(
      cartOf({ status: 'COMPLETED', lines: [lineOf('a')], deliveryOption: 'standard', freeze }),
    );
    expect(quote.lines).toMatchObject([{ title: 'As sold', unitPriceMinor: 1500, totalMinor: 1500 }]);
    expect(quote.price).toMatchObject({
      subtotalMinor: 1500,
      shippingMinor: 250,
      totalMinor: 1750,
      taxMinor: 150,
      ...{
        discountMinor: 0,
        shippingDiscountMinor: 0,
        exemptTaxMinor: 0,
        pricesIncludeTax: true,
        promotions: [],
      },
      taxLines: [{ rateBasisPoints: 1900, netMinor: 1600, taxMinor: 150 }], // an older release kept no rate
    });
    expect(quote.lines).toMatchObject([{ discounts: [], taxRateBasisPoints: 1900 }]);
  });
});

it('a delivery option that does not reach the buyer is not selected', () => {
  const buyer = buyerOf({ email: null, countryCode: 'CA', postalCode: null });
  const quote = quoteOf(cartOf({ lines: [lineOf('a')], deliveryOption: 'express', buyer }));
  expect(quote.deliveryOptions.map(({ code }) => code)).toEqual(['standard']);
  expect(quote.selectedDeliveryOption).toBeNull();
});
