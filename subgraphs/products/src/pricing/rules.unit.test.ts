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

it('takes the largest price that a column holds', () => {
  expect(checkPrice(euros('21474836.47'), null)).toMatchObject({ kind: 'valid', amountMinor: 2_147_483_647 });
});

const noPrice = 'The price is not a positive amount in its currency.';
const notAbove = 'The former price is not above the price.';
it.each([
  ['nothing', euros('0'), null, noPrice],
  ['less than nothing', euros('-1'), null, noPrice],
  ['parts of a cent', euros('1.005'), null, noPrice],
  ['more than a column holds', euros('21474836.48'), null, noPrice],
  ['an unknown currency', { amount: '1', currencyCode: 'XXX' }, null, noPrice],
  ['a former price that is not higher', euros('10'), euros('10'), notAbove],
  ['a former price that is none', euros('10'), euros('12.005'), notAbove],
  [
    'a former price in another currency',
    euros('10'),
    { amount: '12', currencyCode: 'USD' },
    'The former price is in another currency than the price.',
  ],
])('refuses %s', (_what, price, compareAt, message) => {
  expect(checkPrice(price, compareAt)).toEqual({ kind: 'invalid', message });
});
