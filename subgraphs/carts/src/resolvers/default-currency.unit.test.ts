import { expect, it } from 'vitest';
import { defaultCurrency } from './default-currency.ts';

it.each([
  [{}, 'EUR'],
  [{ 'x-currency': 'usd' }, 'USD'],
  [{ 'x-currency': 'GBP' }, 'EUR'],
])('a client that sends %o gets %s', (headers: Record<string, string>, currency) => {
  expect(defaultCurrency(headers)).toBe(currency);
});
