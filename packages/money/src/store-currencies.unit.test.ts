import { expect, it } from 'vitest';
import { preferredCurrency } from './store-currencies.ts';

it.each([
  [undefined, 'EUR'],
  [' usd ', 'USD'],
  ['', 'EUR'],
  ['GBP', undefined],
])('a client that asks for %j gets %s', (wanted, currency) => {
  expect(preferredCurrency(wanted)).toBe(currency);
});

it('gives who asks for none the first that the store sells in', () => {
  expect(preferredCurrency('', ['JPY', 'KWD'])).toBe('JPY');
});
