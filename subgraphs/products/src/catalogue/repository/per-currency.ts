import type { StoreCurrency } from '@cartwright/money';

/** Makes something once for each currency. */
export function perCurrency<Made>(
  make: (currency: StoreCurrency) => Made,
): (currency: StoreCurrency) => Made {
  const made = new Map<StoreCurrency, Made>();
  return (currency) => {
    const known = made.get(currency) ?? make(currency);
    made.set(currency, known);
    return known;
  };
}
