import type { Transaction } from '@cartwright/database';
import { orderAbandoned, orderCancelled, orderConfirmed, orderPlaced } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { Dependencies } from './ports.ts';
import { cancelCheckout, completeCheckout, confirmCheckout } from './use-cases/follow-order.ts';

type Tx = Transaction<Tables>;

/** What becomes of a frozen cart depends on its order. */
export const consumes = ({
  storesWithin,
  now,
}: Pick<Dependencies, 'storesWithin' | 'now'>): MessageHandler<Tx>[] => [
  onMessage(orderPlaced, ({ data }, tx: Tx) => confirmCheckout(storesWithin(tx), data.orderId)),
  onMessage(orderAbandoned, ({ data }, tx: Tx) => cancelCheckout(storesWithin(tx), data.orderId, now())),
  onMessage(orderConfirmed, ({ data }, tx: Tx) => completeCheckout(storesWithin(tx), data.orderId, now())),
  onMessage(orderCancelled, ({ data }, tx: Tx) => cancelCheckout(storesWithin(tx), data.orderId, now())),
];
