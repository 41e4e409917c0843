import type { CurrencyCode } from './currency.ts';

/** The currencies that the store sells in; `CurrencyCode` of the schema. */
export const storeCurrencies = ['EUR', 'USD'] as const satisfies readonly CurrencyCode[];

/** A currency that the store sells in. */
export type StoreCurrency = (typeof storeCurrencies)[number];

/** The currency that a client asks for, for instance with `x-currency`, in any case; EUR if the store does not sell in it. */
export function preferredCurrency(requested: string | undefined): StoreCurrency {
  return storeCurrencies.find((currency) => currency === requested?.trim().toUpperCase()) ?? 'EUR';
}
