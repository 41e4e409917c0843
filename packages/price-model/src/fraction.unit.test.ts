import { describe, expect, it } from 'vitest';
import { divide } from './divide.ts';
import { add, compare, floor, fraction, halfUp, multiply, remainder } from './fraction.ts';

describe('a fraction', () => {
  it('is added, multiplied and compared exactly', () => {
    expect(compare(add(fraction(1n, 10n), fraction(2n, 10n)), fraction(3n, 10n))).toBe(0);
    expect(compare(multiply(fraction(1n, 3n), fraction(3n)), fraction(1n))).toBe(0);
    expect(compare(fraction(1n, 3n), fraction(333_333_333n, 1_000_000_000n))).toBe(1);
    expect(compare(fraction(1n, 3n), fraction(1n, 2n))).toBe(-1);
  });

  it.each([
    [0n, 1n, 0n, 0n],
    [1n, 2n, 0n, 1n],
    [49n, 100n, 0n, 0n],
    [5n, 2n, 2n, 3n],
    [7n, 3n, 2n, 2n],
    [8n, 3n, 2n, 3n],
  ])('%d/%d is floored to %d, and %d half up', (numerator, denominator, floored, rounded) => {
    expect(floor(fraction(numerator, denominator))).toBe(floored);
    expect(halfUp(fraction(numerator, denominator))).toBe(rounded);
  });

  it('has a remainder above its floor', () => {
    expect(compare(remainder(fraction(8n, 3n)), fraction(2n, 3n))).toBe(0);
  });

  it('below 0, or over nothing, is refused', () => {
    expect(() => fraction(-1n)).toThrow(RangeError);
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });
});

describe('dividing', () => {
  it.each([
    ['what divides', 9n, [1n, 2n], [3n, 6n]],
    ['a unit to the largest remainder', 10n, [1n, 2n], [3n, 7n]],
    ['a unit to the earlier of equal remainders', 10n, [1n, 1n, 1n], [4n, 3n, 3n]],
    ['nothing to what weighs nothing', 5n, [0n, 3n, 0n], [0n, 5n, 0n]],
    ['nothing at all', 0n, [0n, 0n], [0n, 0n]],
  ])('gives %s', (_what, total, weights, shares) => {
    expect(divide(total, weights)).toEqual(shares);
  });

  it('by nothing is refused', () => {
    expect(() => divide(1n, [0n])).toThrow(RangeError);
  });
});
