import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buyerPriceMinor,
  isForBuyer,
  quantityPrices,
  type PriceBuyer,
  type VariantPriceList,
} from './price-lists.ts';

const listOf = (more: Partial<VariantPriceList>): VariantPriceList => ({
  priority: 0,
  countries: [],
  groupIds: [],
  adjustments: [],
  prices: [],
  ...more,
});
const costing = (amountMinor: number, more: Partial<VariantPriceList> = {}) =>
  listOf({ prices: [{ minimumQuantity: 1, amountMinor }], ...more });
const trader: PriceBuyer = { countryCode: 'DE', groupIds: ['trade'] };
const anybody: PriceBuyer = { countryCode: null, groupIds: [] };
const price = (lists: VariantPriceList[], buyer = trader, quantity = 1) =>
  buyerPriceMinor({ baseMinor: 1_000, lists }, buyer, quantity);

describe('the price of a buyer', () => {
  it('is the base price where no list is for them', () => {
    const lists = [costing(900, { groupIds: ['trade'] }), costing(800, { countries: ['DE'] })];
    expect(price(lists, anybody)).toBe(1_000);
    expect(price([], trader)).toBe(1_000);
  });

  it('is that of the most specific list, though others are cheaper or of a higher priority', () => {
    const all = costing(100, { priority: 9 });
    const german = costing(700, { countries: ['AT', 'DE'] });
    const trade = costing(800, { groupIds: ['trade'] });
    const germanTrade = costing(950, { groupIds: ['trade'], countries: ['DE'] });
    expect(price([all, german, trade, germanTrade])).toBe(950);
    expect(price([all, german, trade])).toBe(800);
    expect(price([all, german])).toBe(700);
    expect(price([all])).toBe(100);
  });

  it('is that of the highest priority among the equally specific, then the lowest', () => {
    expect(price([costing(700), costing(900, { priority: 1 }), costing(950, { priority: 1 })])).toBe(900);
  });

  it('follows the number of pieces, and lists that say nothing of so few stand back', () => {
    const steps = [3, 10].map((minimumQuantity) => ({
      minimumQuantity,
      amountMinor: 1_000 - minimumQuantity,
    }));
    const trade = listOf({ groupIds: ['trade'], prices: steps });
    const prices = [1, 2, 3, 9, 10, 99].map((quantity) => price([trade, costing(980)], trader, quantity));
    expect(prices).toEqual([980, 980, 997, 997, 990, 990]);
  });

  it('is a share of the base price, halves up, where the list has none of its own', () => {
    const off = (basisPoints: number) => listOf({ adjustments: [{ minimumQuantity: 1, basisPoints }] });
    expect(price([off(-1_250)])).toBe(875);
    expect(buyerPriceMinor({ baseMinor: 1_005, lists: [off(-1_000)] }, anybody, 1)).toBe(905);
    expect(buyerPriceMinor({ baseMinor: 1, lists: [off(-9_999)] }, anybody, 1)).toBe(1);
    expect(price([{ ...off(-5_000), prices: [{ minimumQuantity: 1, amountMinor: 940 }] }])).toBe(940);
  });
});

const step = fc.record({
  minimumQuantity: fc.integer({ min: 1, max: 99 }),
  amountMinor: fc.integer({ min: 1, max: 2_000 }),
});
const anyList = fc.record({
  priority: fc.integer({ min: -2, max: 2 }),
  countries: fc.subarray(['AT', 'DE', 'FR']),
  groupIds: fc.subarray(['trade', 'vip']),
  adjustments: fc.array(
    fc.record({
      minimumQuantity: fc.integer({ min: 1, max: 99 }),
      basisPoints: fc.integer({ min: -9_999, max: 9_999 }),
    }),
    { maxLength: 3 },
  ),
  prices: fc.uniqueArray(step, { maxLength: 3, selector: (one) => one.minimumQuantity }),
});
const anyBuyer = fc.record({
  countryCode: fc.constantFrom('AT', 'DE', 'US', null),
  groupIds: fc.subarray(['trade', 'vip']),
});

describe('for any lists and any buyer', () => {
  const anything = [fc.array(anyList, { maxLength: 6 }), anyBuyer, fc.integer({ min: 1, max: 99 })] as const;

  it('the order of the lists does not matter, nor do those that are for others', () => {
    fc.assert(
      fc.property(...anything, (lists, buyer, quantity) => {
        const own = lists.filter((list) => isForBuyer(list, buyer)).reverse();
        expect(price(own, buyer, quantity)).toBe(price(lists, buyer, quantity));
      }),
    );
  });

  it('the steps say what each number of pieces costs', () => {
    fc.assert(
      fc.property(...anything, (lists, buyer, quantity) => {
        const steps = quantityPrices({ baseMinor: 1_000, lists }, buyer);
        const last = steps.filter(({ minimumQuantity }) => minimumQuantity <= quantity).at(-1);
        expect(steps[0]?.minimumQuantity).toBe(1);
        expect(last?.amountMinor).toBe(price(lists, buyer, quantity));
      }),
    );
  });

  it('whoever is in no group pays what they would pay without lists for groups', () => {
    fc.assert(
      fc.property(...anything, (lists, { countryCode }, quantity) => {
        const nobody = { countryCode, groupIds: [] };
        const open = lists.filter(({ groupIds }) => groupIds.length === 0);
        expect(price(lists, nobody, quantity)).toBe(price(open, nobody, quantity));
      }),
    );
  });
});
