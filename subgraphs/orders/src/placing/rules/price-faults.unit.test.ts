import type { FrozenCart } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import {
  freeDelivery,
  lowTax,
  reducedLines,
  reducedPrice,
  standardTax,
  tenPercentOff,
} from '../../../test/reduced-price.ts';
import { priceFaults } from './price-faults.ts';

const thing = { productId: 'product', title: 'Oak stool', variantTitle: 'Natural', sku: 'STOOL-OAK' };
const line = { ...thing, lineId: 'line', variantId: 'a', quantity: 1, unitPriceMinor: 1, totalMinor: 1 };
const reduced: FrozenCart = {
  ...{ cartId: 'cart', currency: 'EUR', subtotalMinor: 2500, shippingMinor: 590, ...reducedPrice },
  ...{ lines: reducedLines([line, line]), shippingMethod: 'standard', email: 'shopper@example.com' },
  shippingAddress: { firstName: 'Sam', line1: '1 Example Street', countryCode: 'DE' },
  billingAddress: null,
};
const [stool, book] = reduced.lines as [FrozenCart['lines'][number], FrozenCart['lines'][number]];
const faultsOf = (change: Partial<FrozenCart>) => priceFaults({ ...reduced, ...change });

describe('the amounts of a frozen cart add up', () => {
  it('with discounts and taxes of several rates', () => {
    expect(priceFaults(reduced)).toEqual([]);
  });

  it('where prices do not include tax', () => {
    const taxLines = [
      { rateBasisPoints: 1900, netMinor: 1800, taxMinor: 342 },
      { rateBasisPoints: 700, netMinor: 450, taxMinor: 32 },
    ];
    const lines = [
      { ...stool, taxMinor: 342 },
      { ...book, taxMinor: 32 },
    ];
    const plusTax = { pricesIncludeTax: false, taxLines, taxMinor: 374, totalMinor: 2624, lines };
    expect(faultsOf(plusTax)).toEqual([]);
    expect(faultsOf({ ...plusTax, pricesIncludeTax: true })).toContain('its parts are not its total');
  });

  it('where the buyer pays no tax', () => {
    const taxLines = [{ rateBasisPoints: 0, netMinor: 1934, taxMinor: 0 }];
    const lines = [stool, book].map((one) => ({ ...one, taxMinor: 0 }));
    const exempt = { exemptTaxMinor: 316, taxMinor: 0, totalMinor: 1934, taxLines, lines };
    expect(faultsOf(exempt)).toEqual([]);
    expect(faultsOf({ exemptTaxMinor: 1, totalMinor: 2249 })).toContain('its buyer pays tax and does not');
  });

  it('where a release before did not say how they came about', () => {
    const details = { promotions: undefined, shippingDiscountMinor: undefined, taxLines: undefined };
    const older = { ...reduced, ...details, pricesIncludeTax: undefined };
    const lines = [stool, book].map((one) => {
      return { ...one, discounts: undefined, taxMinor: undefined, taxRateBasisPoints: undefined };
    });
    expect(priceFaults({ ...older, lines })).toEqual([]);
    expect(priceFaults({ ...older, lines, taxMinor: 100 })).toEqual([]);
  });
});

describe('a fault of a frozen cart is seen', () => {
  const off = (one: typeof stool, amountMinor: number) => {
    const [discount = { promotionId: '', amountMinor: 0 }] = one.discounts ?? [];
    return { ...one, discounts: [{ ...discount, amountMinor }] };
  };

  it.each([
    ['its lines are not its subtotal', { lines: [stool, { ...book, totalMinor: 501 }] }],
    ['its parts are not its total', { totalMinor: 2251 }],
    ['its parts are not its total', { shippingMinor: 591 }],
    ['its parts are not its total', { discountMinor: 839 }],
    ['its discounts are of no promotion', { promotions: undefined }],
    [
      'its promotions are not its discount',
      { promotions: [{ ...tenPercentOff, amountMinor: 249 }, freeDelivery] },
    ],
    ['its delivery has another discount', { shippingDiscountMinor: 589 }],
    ['its delivery costs less than nothing', { shippingMinor: 589 }],
    ['a line costs less than nothing', { lines: [stool, off(book, 501)] }],
    ['its lines have other discounts', { lines: [stool, off(book, 49)] }],
    [
      'its lines have other discounts',
      { promotions: [{ ...tenPercentOff, promotionId: 'other' }, freeDelivery] },
    ],
    ['two of its tax lines have one rate', { taxLines: [standardTax, { ...lowTax, rateBasisPoints: 1900 }] }],
    ['its tax lines are not its tax', { taxLines: [standardTax, { ...lowTax, taxMinor: 28 }] }],
    ['its tax lines are not its tax', { taxMinor: 315 }],
    ['its tax lines are not its total', { taxLines: [standardTax, { ...lowTax, netMinor: 422 }] }],
    ['its lines have more tax than it', { lines: [stool, { ...book, taxMinor: 30 }] }],
    ['its lines have more tax than it', { lines: [stool, { ...book, taxRateBasisPoints: 0 }] }],
  ] satisfies [string, Partial<FrozenCart>][])('%s', (fault, change) => {
    expect(faultsOf(change)).toContain(fault);
  });
});
