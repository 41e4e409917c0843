import type { Transaction } from '@cartwright/database';
import type { Restatement } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { lockSettled, settleOrders } from './repository.ts';
import { told } from './use-cases.ts';

/**
 * Gives the orders to their buyers that were settled by an earlier version, which did so by a message that may still have been
 * on its way. Orders that are settled now are given away at once.
 */
export const earlierOrdersSettled: Restatement<Transaction<Tables>> = {
  name: 'guest orders',
  announce: async (tx, send, page) => {
    const orders = await lockSettled(tx, page);
    for (const message of told(await settleOrders(tx, orders))) send(message);
    return orders.map(({ id }) => id);
  },
};
