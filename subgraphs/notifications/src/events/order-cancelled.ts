import { orderCancelled } from '@cartwright/events';
import { onMessage } from '@cartwright/messaging';
import { orderContent } from '../domain/order-content.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { UseCases } from '../use-cases/mod.ts';

/** Tells the buyer that the order came to nothing, and why. */
export function handleOrderCancelled({ announce }: UseCases) {
  return onMessage(orderCancelled, async ({ data: order }, tx: Transaction) => {
    const { orderId, customerId: userId, email: recipient, locale, reason } = order;
    await announce(tx, {
      businessId: orderId,
      type: 'ORDER_CANCELLED',
      userId,
      orderId,
      recipient,
      locale,
      content: { ...orderContent(order), reason },
    });
    return [];
  });
}
