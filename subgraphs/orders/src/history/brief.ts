import type { Order } from '../order/door.ts';

/** What a list shows of an order in few words: fields of `Order`, each with the columns that it is made of. */
export const briefOrder = {
  id: ['id'],
  number: ['number'],
  status: ['status'],
  placedAt: ['placedAt'],
  currencyCode: ['currency'],
  total: ['totalMinor', 'taxMinor', 'currency'],
  customer: ['customerId', 'guestId'],
  lines: ['currency'],
} as const satisfies Readonly<Record<string, readonly (keyof Order)[]>>;

/** Those columns, each once. What a list is cut by and what decides who may see an order is among them. */
export const briefColumns = [...new Set(Object.values(briefOrder).flat())];

/** Those fields, with what can be selected below them and what leads to them, for which no more columns are needed. */
export const briefFields: ReadonlySet<string> = new Set([
  ...Object.keys(briefOrder),
  ...['nodes', 'edges', 'node', 'cursor', '__typename'],
  ...['pageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor', 'totalCount'],
  ...['variant', 'title', 'variantTitle', 'sku', 'quantity', 'unitPrice', 'bundleParts'],
  ...['gross', 'net', 'tax', 'amount', 'currencyCode'],
]);
