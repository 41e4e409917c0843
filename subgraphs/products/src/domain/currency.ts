/** The currencies that the store sells in. */
export const storeCurrencies = ['EUR', 'USD'] as const;
export type StoreCurrency = (typeof storeCurrencies)[number];

/** The currency of a buyer who did not say another; what the store does not sell in is ignored. */
export function preferredCurrency(header: string | undefined): StoreCurrency {
  return storeCurrencies.find((currency) => currency === header?.trim().toUpperCase()) ?? 'EUR';
}
