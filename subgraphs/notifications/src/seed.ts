import { sampleOrders, type SampleOrder } from '@cartwright/sample-data';
import { v5 as uuidv5 } from 'uuid';
import { loadSeedConfig } from './config.ts';
import type { Announcement } from './domain/notification.ts';
import { orderContent } from './domain/order-content.ts';
import { seedNotifications } from './repository/seed-notifications.ts';
import { createRenderer } from './templates/create-renderer.ts';

const { DATABASE_URL } = loadSeedConfig();
const render = await createRenderer();

await seedNotifications(
  DATABASE_URL,
  sampleOrders()
    .filter(({ status }) => status !== 'CANCELLED')
    .map((order) => ({ ...sentConfirmation(order), ...render(confirmation(order)) })),
);

/** A past order's confirmation, as it was sent on the day. */
function sentConfirmation(order: SampleOrder) {
  return {
    id: uuidv5('notification', order.id),
    businessId: order.id,
    type: 'ORDER_CONFIRMED' as const,
    channel: 'EMAIL' as const,
    state: 'SENT' as const,
    userId: order.customerId,
    orderId: order.id,
    recipient: order.email,
    attempts: 1,
    createdAt: order.placedAt,
    sentAt: order.placedAt,
    readAt: order.placedAt,
  };
}

function confirmation(order: SampleOrder): Announcement {
  const lines = order.lines.map(({ id: lineId, unitPriceMinor, quantity, ...line }) => ({
    ...line,
    lineId,
    quantity,
    unitPriceMinor,
    totalMinor: unitPriceMinor * quantity,
  }));
  return {
    businessId: order.id,
    type: 'ORDER_CONFIRMED',
    userId: order.customerId,
    orderId: order.id,
    recipient: order.email,
    locale: 'en',
    content: orderContent({ ...order, lines, shippingMinor: order.shipping.amountMinor, discountMinor: 0 }),
  };
}
