import { describe, expect, it } from 'vitest';
import {
  add,
  addTax,
  allocateMinor,
  currencyExponent,
  isCurrencyCode,
  multiply,
  multiplyMinor,
  parseDecimal,
  percentageMinor,
  readDecimal,
  splitGross,
  subtract,
  sumMinor,
  toDecimal,
} from './mod.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const largest = Number.MAX_SAFE_INTEGER;

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['GBP', 2],
    ['CHF', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('%s has %i decimal digits', (currency, exponent) => {
    expect(currencyExponent(currency)).toBe(exponent);
  });

  it('refuses what is no currency, inherited names too', () => {
    expect(['EURO', 'eur', '', 'toString', '__proto__'].filter(isCurrencyCode)).toEqual([]);
    expect(() => currencyExponent('XXX')).toThrow('Unknown currency: XXX');
  });
});

describe('the decimal form', () => {
  it.each([
    [1234, 'EUR', '12.34'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [5, 'JPY', '5'],
    [1, 'KWD', '0.001'],
    [largest, 'EUR', '90071992547409.91'],
  ])('of %i %s is %s', (amountMinor, currency, text) => {
    expect(toDecimal(amountMinor, currency)).toBe(text);
    expect(parseDecimal(text, currency)).toBe(amountMinor);
  });

  it('may leave digits out', () => {
    expect([parseDecimal('12', 'EUR'), parseDecimal('12.3', 'EUR'), parseDecimal('-0', 'EUR')]).toEqual([
      1200, 1230, 0,
    ]);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '1.',
    '.5',
    '01',
    '1,5',
    '1e2',
    '0x10',
    '1.234',
    '--1',
    '１',
    'NaN',
    '1.2.3',
  ])('refuses %j', (text) => {
    expect(() => parseDecimal(text, 'EUR')).toThrow('Not an amount in EUR');
  });

  it('refuses what is not a safe integer of minor units', () => {
    expect(() => parseDecimal('90071992547409.92', 'EUR')).toThrow('Not a safe integer');
    expect(() => toDecimal(0.5, 'EUR')).toThrow('Not a safe integer');
    expect(() => toDecimal(Number.NaN, 'EUR')).toThrow('Not a safe integer');
  });
});

describe('arithmetic', () => {
  it('adds, subtracts and multiplies within one currency', () => {
    expect(add(eur(10), eur(20))).toEqual(eur(30));
    expect(subtract(eur(10), eur(20))).toEqual(eur(-10));
    expect(multiply(eur(1999), 3)).toEqual(eur(5997));
    expect(sumMinor([])).toBe(0);
  });

  it('does not mix currencies', () => {
    expect(() => add(eur(1), { amountMinor: 1, currency: 'USD' })).toThrow('Cannot combine EUR with USD');
  });

  it('does not lose a cent to the limits of a number', () => {
    expect(() => multiplyMinor(largest, 2)).toThrow('Not a safe integer');
    expect(() => sumMinor([largest, 1])).toThrow('Not a safe integer');
    expect(sumMinor([largest, 1, -1])).toBe(largest);
  });

  it('takes whole quantities only', () => {
    expect(() => multiply(eur(100), 0.5)).toThrow('Not a safe integer');
  });
});

describe('percentages', () => {
  it.each([
    [1005, 1000, 'half-even', 100],
    [1015, 1000, 'half-even', 102],
    [1005, 1000, 'half-up', 101],
    [-1005, 1000, 'half-up', -101],
    [-1005, 1000, 'half-even', -100],
    [1004, 1000, 'half-up', 100],
    [1006, 1000, 'half-even', 101],
  ] as const)('of %i at %i basis points, %s, is %i', (amountMinor, basisPoints, rounding, share) => {
    expect(percentageMinor(amountMinor, basisPoints, rounding)).toBe(share);
  });
});

describe('tax', () => {
  it('is split out of a gross amount', () => {
    expect(splitGross(11_900, 1900)).toEqual({ grossMinor: 11_900, netMinor: 10_000, taxMinor: 1900 });
    expect(splitGross(999, 700)).toEqual({ grossMinor: 999, netMinor: 934, taxMinor: 65 });
    expect(splitGross(999, 2000)).toEqual({ grossMinor: 999, netMinor: 832, taxMinor: 167 }); // of 166.5
    expect(splitGross(500, 0)).toEqual({ grossMinor: 500, netMinor: 500, taxMinor: 0 });
  });

  it('is added to a net amount', () => {
    expect(addTax(10_000, 1900)).toEqual({ grossMinor: 11_900, netMinor: 10_000, taxMinor: 1900 });
  });

  it('has no negative rate', () => {
    expect(() => splitGross(100, -1)).toThrow('not negative');
    expect(() => addTax(100, -1)).toThrow('not negative');
  });
});

describe('allocation', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [3, 1], [75, 25]],
    [5, [0, 1], [0, 5]],
    [4, [5, 3, 1], [2, 1, 1]],
    [2, [0, 0, 0], [1, 1, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [0, [], []],
  ])('of %i over %j is %j', (amountMinor, weights, parts) => {
    expect(allocateMinor(amountMinor, weights)).toEqual(parts);
  });

  it('refuses to lose an amount, and negative weights', () => {
    expect(() => allocateMinor(1, [])).toThrow('Nothing to allocate');
    expect(() => allocateMinor(1, [1, -1])).toThrow('not negative');
  });
});

describe('what is refused', () => {
  it.each([
    ['UNKNOWN_CURRENCY', () => currencyExponent('XXX')],
    ['INVALID_AMOUNT', () => parseDecimal('1,5', 'EUR')],
    ['CURRENCY_MISMATCH', () => add(eur(1), { amountMinor: 1, currency: 'USD' })],
    ['OUT_OF_RANGE', () => multiplyMinor(largest, 2)],
    ['OUT_OF_RANGE', () => splitGross(100, -1)],
    ['OUT_OF_RANGE', () => allocateMinor(1, [])],
    ['OUT_OF_RANGE', () => allocateMinor(1, [1, -1])],
  ])('throws a MoneyError with the code %s', (code, refused) => {
    expect(refused).toThrow(expect.objectContaining({ name: 'MoneyError', code }) as Error);
  });
});

it('there is no -0', () => {
  expect(splitGross(-0, 1900).netMinor).toBe(0);
  expect(allocateMinor(-0, [1])).toEqual([0]);
});

it('reads what a client sent as an amount, and nothing else as none', () => {
  expect(readDecimal('12.3', 'EUR')).toBe(1230);
  for (const [text, currency] of [
    ['12.345', 'EUR'],
    ['90071992547409.92', 'EUR'],
    ['12.30', 'XXX'],
  ] as const)
    expect(readDecimal(text, currency)).toBeUndefined();
});
