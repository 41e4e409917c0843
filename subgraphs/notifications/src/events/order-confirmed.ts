import { orderConfirmed } from '@cartwright/events';
import { orderContent } from '../domain/order-content.ts';
import type { UseCases } from '../use-cases/mod.ts';
import { onAnnounced } from './on-announced.ts';

/** Tells the buyer that the order stands, with its lines and totals. */
export function handleOrderConfirmed(useCases: UseCases) {
  return onAnnounced(useCases, orderConfirmed, (order) => ({
    businessId: order.orderId,
    type: 'ORDER_CONFIRMED',
    userId: order.customerId,
    orderId: order.orderId,
    recipient: order.email,
    locale: order.locale,
    content: orderContent(order),
  }));
}
