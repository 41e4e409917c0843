import { orderConfirmed } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/statements.ts';
import type { Dependencies } from '../use-cases/dependencies.ts';
import { completeCheckout } from '../use-cases/follow-order.ts';

/** The cart became an order for good. */
export function onOrderConfirmed({ repository, now }: Dependencies): MessageHandler<Transaction> {
  return onMessage(orderConfirmed, async ({ data }, tx: Transaction) => {
    await completeCheckout(repository.within(tx), data.orderId, now());
    return [];
  });
}
