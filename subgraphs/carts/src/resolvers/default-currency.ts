import { storeCurrencies, type StoreCurrency } from '../domain/cart.ts';

/** The currency that a client asks for with `x-currency`; EUR when it names none that the store sells in. */
export function defaultCurrency(headers: Readonly<Record<string, string>>): StoreCurrency {
  const wanted = headers['x-currency']?.trim().toUpperCase();
  return storeCurrencies.find((currency) => currency === wanted) ?? 'EUR';
}
