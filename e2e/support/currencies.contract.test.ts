import { storeCurrencies } from '@cartwright/money';
import { expect, it } from 'vitest';
import { currencies } from './currencies.ts';

it('lists every currency that the store sells in', () => {
  expect(storeCurrencies).toEqual(currencies);
});
