import { describe, expect, it } from 'vitest';
import { taxLinesOf } from './tax-lines.ts';

describe('the taxes of an order', () => {
  it('are those that it was placed with', () => {
    const taxLines = [
      { rateBasisPoints: 1900, netMinor: 100, taxMinor: 19 },
      { rateBasisPoints: 700, netMinor: 100, taxMinor: 7 },
    ];
    expect(taxLinesOf({ priceDetails: { taxLines }, totalMinor: 226, taxMinor: 26 })).toEqual(taxLines);
    expect(taxLinesOf({ priceDetails: { taxLines: [] }, totalMinor: 0, taxMinor: 0 })).toEqual([]);
  });

  it.each([
    [10_290, 1643, 1900],
    [10_290, 1743, 2040], // 20.4 % is no country's; it is the only one that fits all the same
    [102_900, 7710, 810],
    [102_900, 20_908, 2550],
    [500, 0, 0],
    [0, 0, 0],
  ])(
    'are one where that was not kept: of %i with %i of tax %i basis points',
    (totalMinor, taxMinor, rate) => {
      const netMinor = totalMinor - taxMinor;
      expect(taxLinesOf({ priceDetails: null, totalMinor, taxMinor })).toEqual([
        { rateBasisPoints: rate, netMinor, taxMinor },
      ]);
    },
  );

  it('have no rate where several fit, or none', () => {
    const rateOf = (totalMinor: number, taxMinor: number) =>
      taxLinesOf({ priceDetails: null, totalMinor, taxMinor })[0]?.rateBasisPoints;
    expect(rateOf(100, 16)).toBeNull(); // 18.4 % to 19.8 %
    expect(rateOf(10_290, 9000)).toBeNull();
  });
});
