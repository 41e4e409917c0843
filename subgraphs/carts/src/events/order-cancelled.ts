import { orderCancelled } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/statements.ts';
import type { Dependencies } from '../use-cases/dependencies.ts';
import { cancelCheckout } from '../use-cases/follow-order.ts';

/** The buyer gets the cart back. */
export function onOrderCancelled({ repository, now }: Dependencies): MessageHandler<Transaction> {
  return onMessage(orderCancelled, async ({ data }, tx: Transaction) => {
    await cancelCheckout(repository.within(tx), data.orderId, now());
    return [];
  });
}
