import { expect, it } from 'vitest';
import { priceRange, readPrice } from './price.ts';

const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
const former = ['compareAtPrice', 'amount'];

it('reads prices as minor units', () => {
  expect(readPrice({ price: euros('12.90'), compareAtPrice: euros('15') })).toEqual({
    kind: 'valid',
    value: { amountMinor: 1290, compareAtMinor: 1500 },
  });
  expect(readPrice({ price: euros('12.9'), compareAtPrice: null })).toEqual({
    kind: 'valid',
    value: { amountMinor: 1290, compareAtMinor: null },
  });
});

it('takes the largest price whose cents JavaScript counts exactly', () => {
  expect(readPrice({ price: euros('90071992547409.91'), compareAtPrice: null })).toMatchObject({
    value: { amountMinor: Number.MAX_SAFE_INTEGER },
  });
});

it.each([
  ['nothing', euros('0'), null, [['price', 'amount']]],
  ['less than nothing', euros('-1'), null, [['price', 'amount']]],
  ['parts of a cent', euros('1.005'), null, [['price', 'amount']]],
  ['more than a column holds', euros('90071992547409.92'), null, [['price', 'amount']]],
  ['an unknown currency', { amount: '1', currencyCode: 'XXX' }, null, [['price', 'amount']]],
  ['a former price that is not higher', euros('10'), euros('10'), [former]],
  ['a former price that is none', euros('10'), euros('12.005'), [former]],
  [
    'a former price in another currency',
    euros('10'),
    { amount: '9', currencyCode: 'USD' },
    [['compareAtPrice', 'currencyCode']],
  ],
  ['two prices that are none', euros('0'), euros('-1'), [['price', 'amount'], former]],
])('refuses %s', (_what, price, compareAtPrice, paths) => {
  expect(readPrice({ price, compareAtPrice })).toMatchObject({
    kind: 'invalid-input',
    fields: paths.map((path) => ({ path })),
  });
});

it('has the range of all variants in a currency, else in the first of those that there are', () => {
  const price = (currency: string, amountMinor: number) => ({ currency, amountMinor });
  const variants = [
    { prices: [price('USD', 700), price('EUR', 500)] },
    { prices: [price('EUR', 300)] },
    { prices: [] },
  ];
  expect(priceRange(variants, 'USD')).toEqual({ currency: 'USD', minMinor: 700, maxMinor: 700 });
  expect(priceRange(variants, 'EUR')).toEqual({ currency: 'EUR', minMinor: 300, maxMinor: 500 });
  expect(priceRange(variants, 'JPY')).toEqual({ currency: 'EUR', minMinor: 300, maxMinor: 500 });
  expect(priceRange([{ prices: [] }], 'EUR')).toBeUndefined();
});
