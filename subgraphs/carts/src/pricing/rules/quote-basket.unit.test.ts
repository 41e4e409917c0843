import { describe, expect, it } from 'vitest';
import { offerOf, pricingBy } from '../../../test/sample-cart.ts';
import type { Basket } from './basket.ts';
import { priceOf } from './quote-basket.ts';

const line = (unitPriceMinor: number, quantity = 1) => ({ offer: offerOf('a'), unitPriceMinor, quantity });

function price({
  countryCode = 'DE',
  ...basket
}: Partial<Basket> & { readonly countryCode?: string | null }) {
  const buyer = { customerId: null, groupIds: [], region: null, isFirstOrder: null, isExempt: false };
  return priceOf(
    {
      currency: 'EUR',
      lines: [line(2000, 2)],
      deliveryOption: 'standard',
      buyer: { ...buyer, countryCode },
      enteredCodes: [],
      ...basket,
    },
    pricingBy(),
  );
}
const worth = (unitPriceMinor: number) => ({ lines: [line(unitPriceMinor)] });

describe('the price of a basket', () => {
  it('adds up lines and delivery, and splits off the tax that is included', () => {
    expect(price({})).toMatchObject({
      subtotalMinor: 4000,
      shippingMinor: 490,
      totalMinor: 4490,
      taxMinor: 717,
    });
  });

  it('is rounded once, over the whole', () => {
    const lines = Array.from({ length: 3 }, () => line(333));
    expect(price({ lines, deliveryOption: null }).taxMinor).toBe(160); // 999 - 999 / 1.19; three times 53 would be 159
  });

  it('has the half of a cent of tax rounded up', () => {
    const cart = { ...worth(999), deliveryOption: null, countryCode: 'GB' };
    expect(price(cart)).toMatchObject({ totalMinor: 999, taxMinor: 167 }); // of 166.5
  });

  it('has free standard delivery from 50.00 on, not a cent below', () => {
    expect(price(worth(4999))).toMatchObject({ shippingMinor: 490, totalMinor: 5489 });
    expect(price(worth(5000))).toMatchObject({ shippingMinor: 0, totalMinor: 5000 });
    expect(price({ ...worth(5000), deliveryOption: 'express' }).shippingMinor).toBe(1290);
  });

  it('has delivery prices of its own in each currency', () => {
    expect(price({ currency: 'USD', countryCode: 'US' })).toMatchObject({ shippingMinor: 590, taxMinor: 0 });
    expect(price({ currency: 'USD', deliveryOption: 'express' }).shippingMinor).toBe(1490);
  });

  it.each([
    ['DE', 717],
    ['FR', 748],
    ['FI', 912],
    ['CH', 336],
    ['GB', 748],
    ['US', 0],
    ['JP', 0],
  ])('includes the tax of %s', (countryCode, taxMinor) => {
    expect(price({ countryCode })).toMatchObject({ totalMinor: 4490, taxMinor });
  });

  it('is taxed at home while the country is not known: DE for EUR, US for USD', () => {
    expect(price({ countryCode: null }).taxMinor).toBe(717);
    expect(price({ countryCode: null, currency: 'USD' }).taxMinor).toBe(0);
  });

  it('is the largest amount when it would be more', () => {
    const largest = Number.MAX_SAFE_INTEGER;
    expect(price({ lines: [line(largest - 490)], deliveryOption: 'express' })).toMatchObject({
      subtotalMinor: largest - 490,
      totalMinor: largest,
    });
    const dear = line(largest, 99);
    expect(price({ lines: [dear, dear] })).toMatchObject({ subtotalMinor: largest, totalMinor: largest });
  });

  it('has no delivery when none is selected, none is offered, or nothing is to be sent', () => {
    expect(price({ deliveryOption: null }).shippingMinor).toBeNull();
    expect(price({ deliveryOption: 'express', countryCode: 'CA' })).toMatchObject({
      shippingMinor: null,
      totalMinor: 4000,
    });
    expect(price({ lines: [] })).toMatchObject({
      subtotalMinor: 0,
      shippingMinor: null,
      totalMinor: 0,
      taxMinor: 0,
    });
  });
});
