import { expect, it } from 'vitest';
import { preferredCurrency } from './currency.ts';

it.each([
  ['USD', 'USD'],
  [' usd ', 'USD'],
  ['EUR', 'EUR'],
  ['GBP', 'EUR'],
  [undefined, 'EUR'],
])('takes %j as %s', (header, currency) => {
  expect(preferredCurrency(header)).toBe(currency);
});
