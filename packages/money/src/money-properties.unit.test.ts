import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addTax,
  allocateMinor,
  currencyExponent,
  multiplyMinor,
  parseDecimal,
  percentageMinor,
  splitGross,
  sumMinor,
  toDecimal,
  type Rounding,
} from './mod.ts';

/** Amounts as they come up, which plain numbers work out, and any other. */
const amount = fc.oneof(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.maxSafeInteger());
const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD');
/** Rates that divide evenly, so that halves come up often, and any other. */
const basisPoints = fc.oneof(fc.constantFrom(0, 500, 700, 1900, 2000, 5000, 10_000), fc.nat(10_000));
const rounding = fc.constantFrom<Rounding>('half-up', 'half-even');

/** Where a quotient may be rounded to, as the roundings are defined: nearest; of two as near the one that the rule names. */
function isRounded(rounded: number, dividend: bigint, divisor: bigint, rule: Rounding): boolean {
  const error = 2n * (BigInt(rounded) * divisor - dividend);
  const distance = error < 0n ? -error : error;
  if (distance !== divisor) return distance < divisor;
  const isAwayFromZero = error > 0n === dividend > 0n;
  return rule === 'half-up' ? isAwayFromZero : BigInt(rounded) % 2n === 0n;
}

describe('the decimal form of any amount', () => {
  it('reads back as the same amount, and has as many digits as the currency', () => {
    fc.assert(
      fc.property(amount, currency, (amountMinor, code) => {
        const text = toDecimal(amountMinor, code);
        expect(parseDecimal(text, code)).toBe(amountMinor);
        expect(text.split('.')[1]?.length ?? 0).toBe(currencyExponent(code));
      }),
    );
  });

  it('is what is read, with its missing digits filled up', () => {
    const decimal = fc.stringMatching(/^-?(0|[1-9]\d{0,10})(\.\d{1,2})?$/);
    fc.assert(
      fc.property(decimal, (text) => {
        const [whole = '', fraction = ''] = text.split('.');
        const full = `${whole}.${fraction.padEnd(2, '0')}`;
        expect(toDecimal(parseDecimal(text, 'EUR'), 'EUR')).toBe(full === '-0.00' ? '0.00' : full);
      }),
    );
  });
});

describe('a share in percent', () => {
  it('is rounded by its rule, half-even by default', () => {
    fc.assert(
      fc.property(amount, basisPoints, rounding, (amountMinor, share, rule) => {
        const exact = BigInt(amountMinor) * BigInt(share);
        expect(isRounded(percentageMinor(amountMinor, share, rule), exact, 10_000n, rule)).toBe(true);
        expect(percentageMinor(amountMinor, share)).toBe(percentageMinor(amountMinor, share, 'half-even'));
      }),
    );
  });
});

describe('tax', () => {
  it('is split off so that net and tax are the gross, rounded by its rule, half-up by default', () => {
    fc.assert(
      fc.property(amount, basisPoints, rounding, (grossMinor, rate, rule) => {
        const { netMinor, taxMinor, ...split } = splitGross(grossMinor, rate, rule);
        expect(split).toEqual({ grossMinor });
        expect(netMinor + taxMinor).toBe(grossMinor);
        const exact = BigInt(grossMinor) * BigInt(rate);
        expect(isRounded(taxMinor, exact, 10_000n + BigInt(rate), rule)).toBe(true);
        expect(splitGross(grossMinor, rate)).toEqual(splitGross(grossMinor, rate, 'half-up'));
      }),
    );
  });

  it('is added so that net and tax are the gross, rounded by its rule, half-up by default', () => {
    fc.assert(
      fc.property(fc.integer(), basisPoints, rounding, (netMinor, rate, rule) => {
        const taxed = addTax(netMinor, rate, rule);
        expect(taxed).toEqual({ netMinor, taxMinor: taxed.taxMinor, grossMinor: netMinor + taxed.taxMinor });
        expect(isRounded(taxed.taxMinor, BigInt(netMinor) * BigInt(rate), 10_000n, rule)).toBe(true);
        expect(addTax(netMinor, rate)).toEqual(addTax(netMinor, rate, 'half-up'));
      }),
    );
  });

  it('split off and added again gives the gross, but for the last unit', () => {
    fc.assert(
      fc.property(fc.integer(), basisPoints, (grossMinor, rate) => {
        const { netMinor } = splitGross(grossMinor, rate);
        expect(Math.abs(addTax(netMinor, rate).grossMinor - grossMinor)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('an allocation', () => {
  const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 });

  it('adds up to the amount, and no part is a whole unit away from its share', () => {
    fc.assert(
      fc.property(amount, weights, (amountMinor, parts) => {
        const weighed = parts.some((weight) => weight > 0) ? parts : parts.map(() => 1);
        const total = BigInt(weighed.reduce((sum, weight) => sum + weight, 0));
        const allocated = allocateMinor(amountMinor, parts);
        expect(allocated.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amountMinor));
        allocated.forEach((part, index) => {
          const error = BigInt(part) * total - BigInt(amountMinor) * BigInt(weighed[index] ?? 0);
          expect(error < total && error > -total).toBe(true);
        });
      }),
    );
  });

  it('gives equal weights parts that differ by one unit at most, the larger ones first', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 20 }), (amountMinor, count) => {
        const parts = allocateMinor(amountMinor, Array<number>(count).fill(7));
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
        expect(parts).toEqual(parts.toSorted((a, b) => b - a));
      }),
    );
  });

  it('gives a larger weight no less, and a debt the mirror image', () => {
    fc.assert(
      fc.property(fc.nat(), weights, (amountMinor, parts) => {
        const allocated = allocateMinor(amountMinor, parts);
        parts.forEach((weight, index) =>
          parts.forEach((other, at) => {
            if (weight > other) expect(allocated[index]).toBeGreaterThanOrEqual(allocated[at] ?? 0);
          }),
        );
        expect(allocateMinor(-amountMinor, parts)).toEqual(allocated.map((part) => 0 - part));
      }),
    );
  });
});

describe('sums and products', () => {
  const isSafe = (exact: bigint): boolean => Number.isSafeInteger(Number(exact));

  it('are exact, or refused', () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        const [sum, product] = [BigInt(left) + BigInt(right), BigInt(left) * BigInt(right)];
        if (isSafe(sum)) expect(BigInt(sumMinor([left, right]))).toBe(sum);
        else expect(() => sumMinor([left, right])).toThrow('Not a safe integer');
        if (isSafe(product)) expect(BigInt(multiplyMinor(left, right))).toBe(product);
        else expect(() => multiplyMinor(left, right)).toThrow('Not a safe integer');
      }),
    );
  });
});
