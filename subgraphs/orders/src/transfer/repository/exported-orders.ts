import { anyOf, partOfList, type StatementSample, type Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { ExportedOrder } from '../rules/order-record.ts';
import type { OrderExport } from './exports.ts';

const columns = [
  'id',
  'number',
  'email',
  'note',
  'giftText',
  'reference',
  'currency',
  'subtotalMinor',
  'discountMinor',
  'shippingMinor',
  'taxMinor',
  'totalMinor',
  'priceDetails',
  'shippingMethod',
  'shippingAddress',
  'billingAddress',
  'status',
  'step',
  'payment',
  'fulfillment',
  'cancellationReason',
  'cancelledAt',
  'placedAt',
] as const;

/** Which orders a file has; null for no condition. */
export type ExportedFilter = Pick<OrderExport, 'placedFrom' | 'placedBefore' | 'statuses'>;

/** So many orders behind one, the first placed first, with their lines: two statements. */
export async function readExportedOrders(
  db: Statements<Tables>,
  { placedFrom, placedBefore, statuses }: ExportedFilter,
  { last, limit }: { readonly last: ExportedOrder | undefined; readonly limit: number },
): Promise<ExportedOrder[]> {
  const list = db
    .selectFrom('orders')
    .select(columns)
    .$if(placedFrom !== null, (query) => query.where('placedAt', '>=', placedFrom))
    .$if(placedBefore !== null, (query) => query.where('placedAt', '<', placedBefore))
    .$if(statuses !== null, (query) => query.where('status', '=', anyOf(statuses ?? [])));
  const after = last === undefined ? null : { at: last.placedAt, id: last.id };
  const slice = { size: limit, after, direction: 'forward' } as const;
  const orders = await partOfList(list, { by: ['placedAt', 'id'], order: 'asc' }, slice).execute();
  if (orders.length === 0) return [];
  const lines = await readLines(
    db,
    orders.map(({ id }) => id),
  );
  return orders.map((order) => ({ ...order, lines: lines.get(order.id) ?? [] }));
}

async function readLines(db: Statements<Tables>, orderIds: readonly string[]) {
  const rows = await db
    .selectFrom('orderLines')
    .select([
      'orderId',
      'sku',
      'title',
      'variantTitle',
      'quantity',
      'unitPriceMinor',
      'totalMinor',
      'bundleParts',
      'discounts',
      'taxRateBasisPoints',
      'taxMinor',
    ])
    .where('orderId', '=', anyOf(orderIds))
    .orderBy('orderId')
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, ({ orderId }) => orderId);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => {
    const filter = { placedFrom: new Date(0), placedBefore: new Date(0), statuses: ['CREATED'] as const };
    return readExportedOrders(
      db,
      { ...filter, statuses: [...filter.statuses] },
      { last: undefined, limit: 1 },
    );
  },
];
