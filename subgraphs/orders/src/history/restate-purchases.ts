import type { Transaction } from '@cartwright/database';
import { message, purchaseRestated } from '@cartwright/events';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { listSales } from './repository/listed-orders.ts';

/** Announces sales from before products kept who bought what; one that is cancelled later says so by itself. */
export const purchasesRestated: Restatement<Transaction<Tables>> = {
  name: 'purchases',
  announce: async (tx, send, page) => {
    const sales = await listSales(tx, page);
    for (const sale of sales) send(message(purchaseRestated, sale));
    return sales.map(({ orderId }) => orderId);
  },
};
