import { storeCurrencies } from './config.ts';
import type { CurrencyCode } from './currency.ts';

/** A currency that something is, or was, sold in. */
export type StoreCurrency = CurrencyCode;

/** The currency that a client asks for, in any case; the first of `sold` if it asks for none, undefined if it is not sold in. */
export function preferredCurrency(
  requested = '',
  sold: readonly CurrencyCode[] = storeCurrencies,
): StoreCurrency | undefined {
  const code = requested.trim().toUpperCase();
  return code === '' ? sold[0] : sold.find((currency) => currency === code);
}
