import type { Transaction } from '@cartwright/database';
import {
  orderAbandoned,
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  orderPlaced,
} from '@cartwright/events';
import { onBatchOf, onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { Dependencies } from './ports.ts';
import { followOrders, type OrderNews } from './use-cases/follow-orders.ts';

const batchSize = 64;

/** By the type of the message. */
const becameOf = new Map<string, OrderNews['became']>([
  [orderPlaced.type, 'PLACED'],
  [orderAbandoned.type, 'CANCELLED'],
  [orderConfirmed.type, 'CONFIRMED'],
  [orderCancelled.type, 'CANCELLED'],
]);

/** What becomes of a frozen cart depends on its order, up to 64 orders in one transaction; whose it is then, on whose the order is. */
export const consumes = ({
  storesWithin,
  now,
}: Pick<Dependencies, 'storesWithin' | 'now'>): MessageHandler<Transaction<Tables>>[] => [
  ...onBatchOf<{ readonly orderId: string }, Transaction<Tables>>(
    [orderPlaced, orderAbandoned, orderConfirmed, orderCancelled],
    batchSize,
    (received, tx) => {
      const news = received.flatMap(({ type, data: { orderId } }) => {
        const became = becameOf.get(type);
        return became === undefined ? [] : [{ orderId, became }];
      });
      return followOrders(storesWithin(tx), news, now());
    },
    { claimsLast: true },
  ),
  onMessage(orderClaimed, ({ data }, tx: Transaction<Tables>) => storesWithin(tx).carts.giveOrdered(data)),
];
