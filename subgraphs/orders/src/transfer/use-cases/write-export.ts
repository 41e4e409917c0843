import { pagesBehind, writeRecords } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { readExportedOrders } from '../repository/exported-orders.ts';
import type { OrderExport } from '../repository/exports.ts';
import { jsonOfOrder, orderColumns, rowsOfOrder, type ExportedOrder } from '../rules/order-record.ts';

const ordersAtOnce = 200;

/** Orders, the first placed first, written as they are read: no more than a few hundred are held. */
export function writeExport(
  { database: { statements } }: Pick<Parts, 'database'>,
  file: OrderExport,
): AsyncGenerator<string> {
  const pages = pagesBehind((last?: ExportedOrder) =>
    readExportedOrders(statements, file, { last, limit: ordersAtOnce }),
  );
  return writeRecords(file.format, pages, {
    columns: orderColumns,
    rowsOf: rowsOfOrder,
    objectsOf: (order) => [jsonOfOrder(order)],
  });
}
