import { orderConfirmed } from '@cartwright/events';
import { onMessage } from '@cartwright/messaging';
import { orderContent } from '../domain/order-content.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { UseCases } from '../use-cases/mod.ts';

/** Tells the buyer that the order stands, with its lines and totals. */
export function handleOrderConfirmed({ announce }: UseCases) {
  return onMessage(orderConfirmed, async ({ data: order }, tx: Transaction) => {
    const { orderId, customerId: userId, email: recipient, locale } = order;
    await announce(tx, {
      businessId: orderId,
      type: 'ORDER_CONFIRMED',
      userId,
      orderId,
      recipient,
      locale,
      content: orderContent(order),
    });
    return [];
  });
}
