import { isCurrencyCode, type CurrencyCode } from './currency.ts';

const unlessSaid = 'EUR,USD';

/**
 * Reads a list of currencies: `EUR, usd`. Nothing stands for EUR and USD.
 * @returns undefined where it names none, something that is no currency, or one twice
 */
export function readCurrencies(text = ''): readonly CurrencyCode[] | undefined {
  const named = (text.trim() === '' ? unlessSaid : text).split(',').map((code) => code.trim().toUpperCase());
  const known = named.filter(isCurrencyCode);
  return known.length === named.length && new Set(known).size === known.length ? known : undefined;
}
