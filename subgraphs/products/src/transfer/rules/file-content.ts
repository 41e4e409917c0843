import { storeCurrencies, type StoreCurrency } from '@cartwright/money';

/** What a file is about: whole products, what variants cost, or how many pieces there are. */
export type FileContent = 'PRODUCTS' | 'PRICES' | 'STOCK';

/** How a file is written. */
export type FileFormat = 'CSV' | 'JSONL';

/** The media types of the formats. */
export const mediaTypeOf: Readonly<Record<FileFormat, string>> = {
  CSV: 'text/csv',
  JSONL: 'application/jsonl',
};

/** The currency of a table's prices: the shop's first where none is given. */
export function fileCurrency(given: StoreCurrency | null | undefined): StoreCurrency {
  return (given ?? storeCurrencies[0]) as StoreCurrency; // there is always one
}
