import { describe, expect, it } from 'vitest';
import { dateTimeScalar, decimalScalar, urlScalar } from './scalars.ts';
import { fromMoneyInput, toMoney, toTaxedMoney } from './money-value.ts';

describe('DateTime', () => {
  it('takes any zone and gives UTC', () => {
    const date = dateTimeScalar.parseValue('2026-05-04T11:30:00+02:00');
    expect(dateTimeScalar.serialize(date)).toBe('2026-05-04T09:30:00.000Z');
  });

  it.each([
    '2026-05-04',
    '2026-05-04T11:30:00',
    '2026-13-04T11:30:00Z',
    '2026-02-30T11:30:00Z',
    '9999-12-31T23:59:59-12:00',
    '0001-01-01T00:00:00+12:00',
    '0000-06-01T00:00:00Z',
    'tomorrow',
    1777885200,
    null,
  ])('refuses %j', (value) => {
    expect(() => dateTimeScalar.parseValue(value)).toThrow('ISO 8601');
  });
});

describe('Decimal', () => {
  it.each([
    ['12.34', '12.34'],
    ['-0.5', '-0.5'],
    [12, '12'],
  ])('takes %j', (value, text) => {
    expect(decimalScalar.parseValue(value)).toBe(text);
  });

  it.each(['1,5', '1e3', '.5', '01', '', ' 1', Number.NaN])('refuses %j', (value) => {
    expect(() => decimalScalar.parseValue(value)).toThrow('decimal number');
  });
});

describe('URL', () => {
  it('refuses a script', () => {
    expect(() => urlScalar.parseValue('javascript:alert(1)')).toThrow('http or https');
  });
});

describe('money values', () => {
  it('speak major units outside and minor units inside', () => {
    expect(toMoney(1234, 'EUR')).toEqual({ amount: '12.34', currencyCode: 'EUR' });
    expect(fromMoneyInput({ amount: '12.3', currencyCode: 'EUR' })).toBe(1230);
    expect(toTaxedMoney({ grossMinor: 119, netMinor: 100, taxMinor: 19 }, 'EUR')).toEqual({
      gross: { amount: '1.19', currencyCode: 'EUR' },
      net: { amount: '1.00', currencyCode: 'EUR' },
      tax: { amount: '0.19', currencyCode: 'EUR' },
    });
  });

  it.each([
    { amount: '12.345', currencyCode: 'EUR' },
    { amount: '1', currencyCode: 'XXX' },
    { amount: '99999999999999999', currencyCode: 'EUR' },
  ])('refuse %j naming the field', (input) => {
    expect(() => fromMoneyInput(input, 'expectedTotal')).toThrow(/^expectedTotal: /);
  });
});
