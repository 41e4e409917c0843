import type { CurrencyCode } from './currency.ts';

/** The currencies that the store sells in; `CurrencyCode` of the schema. */
export const storeCurrencies = ['EUR', 'USD'] as const satisfies readonly CurrencyCode[];

/** A currency that the store sells in. */
export type StoreCurrency = (typeof storeCurrencies)[number];

/** The currency that a client asks for, in any case; EUR if it asks for none, undefined if the store does not sell in it. */
export function preferredCurrency(requested = ''): StoreCurrency | undefined {
  const code = requested.trim().toUpperCase();
  return code === '' ? 'EUR' : storeCurrencies.find((currency) => currency === code);
}
