import { expect, it } from 'vitest';
import { checkPrice } from './rules.ts';

const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });

it('reads prices as minor units', () => {
  expect(checkPrice(euros('12.90'), euros('15'))).toEqual({
    kind: 'valid',
    amountMinor: 1290,
    compareAtMinor: 1500,
  });
  expect(checkPrice(euros('12.9'), null)).toEqual({ kind: 'valid', amountMinor: 1290, compareAtMinor: null });
});

it.each([
  ['nothing', euros('0'), null],
  ['less than nothing', euros('-1'), null],
  ['parts of a cent', euros('1.005'), null],
  ['more than a column holds', euros('90071992547409.92'), null],
  ['an unknown currency', { amount: '1', currencyCode: 'XXX' }, null],
  ['a former price that is not higher', euros('10'), euros('10')],
  ['a former price in another currency', euros('10'), { amount: '12', currencyCode: 'USD' }],
])('refuses %s', (_what, price, compareAt) => {
  expect(checkPrice(price, compareAt).kind).toBe('invalid');
});
