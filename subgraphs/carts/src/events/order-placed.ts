import { orderPlaced } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/statements.ts';
import { confirmCheckout } from '../use-cases/follow-order.ts';
import type { Dependencies } from '../use-cases/dependencies.ts';

/** The freeze was for a real order: it does not lapse. */
export function onOrderPlaced({ repository }: Dependencies): MessageHandler<Transaction> {
  return onMessage(orderPlaced, async ({ data }, tx: Transaction) => {
    await confirmCheckout(repository.within(tx), data.orderId);
    return [];
  });
}
