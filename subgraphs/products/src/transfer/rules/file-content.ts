import { storeCurrencies, type StoreCurrency } from '@cartwright/money';

/** What a file is about: whole products, what variants cost, or how many pieces there are. */
export type FileContent = 'PRODUCTS' | 'PRICES' | 'STOCK';

/** The currency of a table's prices: the shop's first where none is given. */
export function fileCurrency(given: StoreCurrency | null | undefined): StoreCurrency {
  return (given ?? storeCurrencies[0]) as StoreCurrency; // there is always one
}
