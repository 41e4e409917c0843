import type { CurrencyCode } from './currency.ts';
import { readCurrencies } from './read-currencies.ts';

/**
 * The currencies that the store sells in, the first for whoever asks for none: `STORE_CURRENCIES` of this process, which no process
 * starts with where it cannot be read (`baseConfigShape`).
 */
export const storeCurrencies: readonly CurrencyCode[] =
  readCurrencies(process.env['STORE_CURRENCIES']) ?? (readCurrencies() as readonly CurrencyCode[]);
