import { expect, it } from 'vitest';
import { readCurrencies } from './read-currencies.ts';

it.each([
  [undefined, ['EUR', 'USD']],
  [' ', ['EUR', 'USD']],
  ['jpy, KWD', ['JPY', 'KWD']],
  ['EUR', ['EUR']],
  ['EUR,', undefined],
  ['EUR,XAU', undefined],
  ['EUR,eur', undefined],
])('reads %j as %j', (text, currencies) => {
  expect(readCurrencies(text)).toEqual(currencies);
});
