import type { Transaction } from '@cartwright/database';
import {
  guestClaimed,
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  userUpdated,
  type MessageContract,
  type OrderSnapshot,
} from '@cartwright/events';
import { onBatch, onMessage, type MessageHandler } from '@cartwright/messaging';
import { onCustomer } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { claimGuest } from './repository.ts';
import { followCustomer, settleOrders } from './use-cases.ts';

type Tx = Transaction<Tables>;

/** What claiming orders announces. */
export const publishes = [orderClaimed];

const batchSize = 64;

/** Who turns out to be the buyer: the customer whom a guest became, or whose address an order has; orders' own ends are read, too. */
export const consumes: MessageHandler<Tx>[] = [
  onMessage(guestClaimed, async ({ data }, tx: Tx) => {
    await claimGuest(tx, data);
    return [];
  }),
  onCustomer(userUpdated, ({ data }, tx: Tx) => followCustomer(tx, data)),
  onSettled(orderConfirmed),
  onSettled(orderCancelled),
];

function onSettled<Data extends OrderSnapshot>(contract: MessageContract<Data>): MessageHandler<Tx> {
  return onBatch(contract, batchSize, async (received, tx: Tx) => {
    const messages = await settleOrders(
      tx,
      received.map(({ data }) => data.orderId),
    );
    return received.map((_one, index) => (index === 0 ? messages : []));
  });
}
