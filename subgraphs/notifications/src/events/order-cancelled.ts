import { orderCancelled } from '@cartwright/events';
import { orderContent } from '../domain/order-content.ts';
import type { UseCases } from '../use-cases/mod.ts';
import { onAnnounced } from './on-announced.ts';

/** Tells the buyer that the order came to nothing, and why. */
export function handleOrderCancelled(useCases: UseCases) {
  return onAnnounced(useCases, orderCancelled, (order) => ({
    businessId: order.orderId,
    type: 'ORDER_CANCELLED',
    userId: order.customerId,
    orderId: order.orderId,
    recipient: order.email,
    locale: order.locale,
    content: { ...orderContent(order), reason: order.reason },
  }));
}
