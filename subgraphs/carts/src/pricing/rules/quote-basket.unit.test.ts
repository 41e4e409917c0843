import { describe, expect, it } from 'vitest';
import { offerOf, pricingBy } from '../../../test/sample-cart.ts';
import { everything, noConditions } from '../../promotions/rules/promotion.ts';
import type { Basket, BasketBuyer } from './basket.ts';
import { isTooMuch } from './largest.ts';
import type { PriceTerms } from './price-terms.ts';
import { priceOf, quoteBasket } from './quote-basket.ts';

const line = (unitPriceMinor: number, quantity = 1) => ({ offer: offerOf('a'), unitPriceMinor, quantity });

function price(...asked: Parameters<typeof basketFor>) {
  return priceOf(...basketFor(...asked));
}

function basketFor(
  { countryCode = 'DE', ...basket }: Partial<Basket> & { readonly countryCode?: string | null },
  terms: Partial<PriceTerms> = {},
  buying: Partial<BasketBuyer> = {},
): [Basket, ReturnType<typeof pricingBy>] {
  const who = { customerId: null, groupIds: [], isFirstOrder: null, isExempt: false };
  const buyer = { ...who, region: null, taxIdentity: null };
  return [
    {
      currency: 'EUR',
      lines: [line(2000, 2)],
      deliveryOption: 'standard',
      buyer: { ...buyer, countryCode, ...buying },
      enteredCodes: [],
      ...basket,
    },
    pricingBy(terms),
  ];
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

describe('a basket that tax is added to', () => {
  const taxes = {
    at: () => ({
      ...({ pricesIncludeTax: false, rounding: 'LINE', deliveryTax: 'OWN_CLASS' } as const),
      ...{
        deliveryRateBasisPoints: 1_000,
        rateOf: (taxClass: string | null) => (taxClass === null ? 1_000 : 0),
      },
    }),
  };

  it('costs its lines, its delivery and the tax', () => {
    expect(price({}, { taxes })).toMatchObject({
      ...{
        subtotalMinor: 4000,
        shippingMinor: 490,
        taxMinor: 449,
        totalMinor: 4939,
        pricesIncludeTax: false,
      },
      taxLines: [{ rateBasisPoints: 1_000, netMinor: 4490, taxMinor: 449 }],
      lines: [{ taxRateBasisPoints: 1_000, taxMinor: 400 }],
    });
  });

  it('says of each code why it does nothing where it is the largest amount', () => {
    const enteredCodes = [
      { code: 'TEN', promotionId: 'ten', refusal: null },
      { code: 'NONE', promotionId: null, refusal: null },
    ];
    const dear = { lines: [line(Number.MAX_SAFE_INTEGER)], enteredCodes };
    expect(quoteBasket(...basketFor(dear)).codes).toMatchObject([
      { code: 'TEN', why: { reason: 'NOTHING_TO_TAKE_OFF' } },
      { code: 'NONE', why: { reason: 'NOT_FOUND' } },
    ]);
  });

  it('cannot be ordered where the tax brings it to the largest amount', () => {
    const most = Math.floor((Number.MAX_SAFE_INTEGER / 11) * 10);
    const alone = { deliveryOption: null };
    expect(isTooMuch(price({ ...alone, ...worth(most - 10) }, { taxes }))).toBe(false);
    expect(isTooMuch(price({ ...alone, ...worth(most + 10) }, { taxes }))).toBe(true);
  });
});

describe('the price of a basket for somebody who pays no tax', () => {
  it('is without the tax that it includes for others', () => {
    expect(price({}, {}, { isExempt: true })).toMatchObject({
      ...{ subtotalMinor: 4000, exemptTaxMinor: 639 + 78, taxMinor: 0, totalMinor: 4490 - 639 - 78 },
      taxLines: [{ rateBasisPoints: 0, netMinor: 3773, taxMinor: 0 }],
      lines: [{ taxRateBasisPoints: 0, taxMinor: 0 }],
    });
  });
});

it('delivery costs what it does for goods as cheap as they became', () => {
  const effect = { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 1 } as const;
  const named = { id: 'p', title: 'One cent', priority: 0, combinesWith: [], needsCode: false };
  const promotion = { ...named, selection: everything, conditions: noConditions, effect };
  const cheaper = { promotions: { running: () => [promotion] } };
  expect(price(worth(5000), cheaper)).toMatchObject({
    shippingMinor: 490,
    discountMinor: 1,
    totalMinor: 5489,
  });
});
