import { expect, it } from 'vitest';
import { taxBasket, type TaxTerms, type UntaxedBasket } from './tax-basket.ts';

const included: TaxTerms = {
  pricesIncludeTax: true,
  rounding: 'RATE',
  deliveryTax: 'OWN_CLASS',
  isExempt: false,
  deliveryRateBasisPoints: 1_900,
};
const added: TaxTerms = { ...included, pricesIncludeTax: false };

const basket = (
  goods: readonly (readonly [amountMinor: number, rateBasisPoints: number])[],
  deliveryMinor = 0,
) => ({
  goods: goods.map(([amountMinor, rateBasisPoints]) => ({ amountMinor, rateBasisPoints })),
  deliveryMinor,
});
const linesOf = (untaxed: UntaxedBasket, terms: TaxTerms) =>
  taxBasket(untaxed, terms).taxLines.map((line) => [line.rateBasisPoints, line.netMinor, line.taxMinor]);

it('tells the tax of each rate, the highest first, of goods and delivery', () => {
  const taxed = taxBasket(
    basket(
      [
        [1_070, 700],
        [11_900, 1_900],
      ],
      595,
    ),
    included,
  );
  expect(taxed).toEqual({
    goods: [
      { amountMinor: 1_070, taxMinor: 70 },
      { amountMinor: 11_900, taxMinor: 1_900 },
    ],
    delivery: { amountMinor: 595, taxMinor: 95 },
    taxLines: [
      { rateBasisPoints: 1_900, netMinor: 10_500, taxMinor: 1_995 },
      { rateBasisPoints: 700, netMinor: 1_000, taxMinor: 70 },
    ],
    taxMinor: 2_065,
    totalMinor: 13_565,
  });
});

it('adds the tax where prices are without it', () => {
  const taxed = taxBasket(basket([[10_000, 1_900]], 500), added);
  expect(taxed).toMatchObject({ taxMinor: 1_995, totalMinor: 12_495 });
  expect(taxed.taxLines).toEqual([{ rateBasisPoints: 1_900, netMinor: 10_500, taxMinor: 1_995 }]);
});

it('rounds for each line or for each rate', () => {
  // 19 % in 0.99 is 15.8 cents: 16 three times, and 47 together.
  const three = basket([
    [99, 1_900],
    [99, 1_900],
    [99, 1_900],
  ]);
  expect(taxBasket(three, { ...included, rounding: 'LINE' }).taxMinor).toBe(48);
  const byRate = taxBasket(three, included);
  expect(byRate.taxMinor).toBe(47);
  expect(byRate.goods.map(({ taxMinor }) => taxMinor)).toEqual([16, 16, 15]);
});

it('divides the delivery over the rates of the goods by what they cost', () => {
  const terms = { ...included, deliveryTax: 'PROPORTIONAL' } as const;
  // A third of 600 goes with the reduced rate.
  const taxed = taxBasket(
    basket(
      [
        [5_000, 700],
        [10_000, 1_900],
      ],
      600,
    ),
    { ...terms, rounding: 'LINE' },
  );
  expect(taxed.delivery).toEqual({ amountMinor: 600, taxMinor: 64 + 13 });
  expect(linesOf(basket([[0, 700]], 600), terms)).toEqual([[1_900, 504, 96]]);
});

it('lets those who pay no tax pay the prices without it', () => {
  const exempt = taxBasket(
    basket(
      [
        [11_900, 1_900],
        [1_070, 700],
      ],
      595,
    ),
    { ...included, isExempt: true },
  );
  expect(exempt).toMatchObject({
    goods: [
      { amountMinor: 10_000, taxMinor: 0 },
      { amountMinor: 1_000, taxMinor: 0 },
    ],
    delivery: { amountMinor: 500, taxMinor: 0 },
    taxLines: [{ rateBasisPoints: 0, netMinor: 11_500, taxMinor: 0 }],
    totalMinor: 11_500,
  });
  expect(taxBasket(basket([[10_000, 1_900]]), { ...added, isExempt: true }).totalMinor).toBe(10_000);
});

it('taxes nothing where there is nothing', () => {
  expect(taxBasket({ goods: [], deliveryMinor: null }, included)).toEqual({
    goods: [],
    delivery: null,
    taxLines: [],
    taxMinor: 0,
    totalMinor: 0,
  });
});
