import { expect, it } from 'vitest';
import { buyerOf, cartOf, offerOf } from '../../../test/sample-cart.ts';
import type { Offer, OfferedPart } from '../../offers/door.ts';
import { bundleSavingOf } from './bundle-saving.ts';

const part = (quantity: number, more: Partial<OfferedPart> = {}): OfferedPart => {
  const { title, variantTitle, sku } = offerOf('part');
  return {
    variantId: 'part',
    quantity,
    title,
    variantTitle,
    sku,
    unitPriceMinor: 1000,
    priceLists: [],
    ...more,
  };
};
interface Sold {
  readonly totalMinor?: number;
  readonly quantity?: number;
  readonly more?: Partial<Offer>;
}

const savingOf = (parts: OfferedPart[], { totalMinor = 5000, quantity = 1, more = {} }: Sold = {}) =>
  bundleSavingOf({ offer: offerOf('set', { parts, ...more }), quantity, totalMinor }, cartOf());

it('is what the parts cost more by themselves, for all pieces of the line', () => {
  const parts = [part(2), part(1, { unitPriceMinor: 3500 })];
  expect(savingOf(parts)).toEqual({ savedMinor: 500, partsTotalMinor: 5500 });
  expect(savingOf(parts, { totalMinor: 10_000, quantity: 2 })).toEqual({
    savedMinor: 1000,
    partsTotalMinor: 11_000,
  });
});

it('is nothing where the parts cost no more', () => {
  expect(savingOf([part(4)])).toEqual({ savedMinor: 0, partsTotalMinor: 4000 });
});

it('goes by the price lists of the buyer, for as many pieces of a part as there would be', () => {
  const list = { priority: 1, countries: ['AT'], groupIds: [], adjustments: [] };
  const priceLists = [{ ...list, prices: [{ minimumQuantity: 4, amountMinor: 900 }] }];
  const offer = offerOf('set', { parts: [part(2, { priceLists })] });
  const savedBy = (countryCode: string, quantity: number) =>
    bundleSavingOf(
      { offer, quantity, totalMinor: 1500 * quantity },
      cartOf({ buyer: buyerOf({ countryCode }) }),
    )?.savedMinor;
  expect([savedBy('AT', 1), savedBy('AT', 2), savedBy('DE', 2)]).toEqual([500, 600, 1000]);
});

it('is not known of what is no bundle, has a part without a price or not for sale, or costs more than amounts can say', () => {
  expect(savingOf([])).toBeNull();
  expect(savingOf([part(1), part(1, { unitPriceMinor: null })])).toBeNull();
  expect(savingOf([part(1)], { more: { forSale: false } })).toBeNull();
  expect(savingOf([part(100, { unitPriceMinor: Number.MAX_SAFE_INTEGER })])).toBeNull();
});
