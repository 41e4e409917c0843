import { describe, expect, it } from 'vitest';
import { priceVariant } from './price-variant.ts';

const pricing = { listMinor: 4_990, discountPercent: 20, endingMinor: 90 };

describe('a sample price', () => {
  it('is in euros and dollars, and in what else the store sells in, with its decimals', () => {
    const prices = priceVariant(pricing, 100, ['JPY', 'KWD', 'EUR']);
    expect(prices).toEqual([
      { currency: 'EUR', amountMinor: 3_990, compareAtMinor: 4_990 },
      { currency: 'USD', amountMinor: 4_499, compareAtMinor: 5_599 },
      { currency: 'JPY', amountMinor: 6_380, compareAtMinor: 7_980 },
      { currency: 'KWD', amountMinor: 13_600, compareAtMinor: 17_000 },
    ]);
  });

  it('is not there in a currency that the sample has no rate of', () => {
    expect(priceVariant(pricing, 100, ['ZMW']).map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
  });
});
