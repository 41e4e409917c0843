import { storeCurrencies, type StoreCurrency } from '@cartwright/money';
import type { Cells } from './csv-columns.ts';
import { pieces } from './number-cell.ts';
import { fault, type FileRecord } from './records.ts';

/** The price of a row of a table: in its own currency, or else in that of the file. */
export function priceOfRow(row: Cells, fileCurrency: StoreCurrency): FileRecord {
  const { sku = '', price = '', compareAtPrice } = row;
  if (sku === '' || price === '') return fault(sku, 'Please give an SKU and a price.');
  const named = row.currency ?? '';
  const currencyCode =
    named === '' ? fileCurrency : storeCurrencies.find((one) => one === named.toUpperCase());
  if (currencyCode === undefined) return fault(sku, `The shop sells in ${storeCurrencies.join(', ')}.`);
  const money = (amount: string) => ({ amount, currencyCode });
  const former =
    compareAtPrice === undefined ? undefined : compareAtPrice === '' ? null : money(compareAtPrice);
  return { kind: 'PRICES', record: { sku, price: money(price), compareAtPrice: former } };
}

/** The stock level of a row of a table. */
export function stockOfRow(row: Cells): FileRecord {
  const { sku = '', location } = row;
  const faults: string[] = [];
  const available = pieces(row.stock, 'The quantity', faults);
  if (sku === '') faults.push('Please give an SKU.');
  if (available !== undefined && faults.length === 0)
    return { kind: 'STOCK', record: { sku, location, available } };
  return fault(sku, ...(faults.length > 0 ? faults : ['Please give a quantity.']));
}
