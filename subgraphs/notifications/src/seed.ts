import { sampleOrders, type SampleOrder } from '@cartwright/sample-data';
import { runSeed } from '@cartwright/subgraph';
import { v5 as uuidv5 } from 'uuid';
import { confirmationOf, insertNotifications } from './announcing/door.ts';
import { notifications } from './app.ts';
import { createRenderer } from './mail/door.ts';

await runSeed(notifications, async ({ database }) => {
  const render = await createRenderer();
  const confirmed = sampleOrders().filter(({ status }) => status !== 'CANCELLED');
  const rows = confirmed.map((order) => ({ ...sentConfirmation(order), ...render(confirmation(order)) }));
  await insertNotifications(database.statements, rows);
  return `${rows.length} notifications`;
});

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

function confirmation(order: SampleOrder) {
  const lines = order.lines.map(({ id: lineId, unitPriceMinor, quantity, ...line }) => ({
    ...line,
    lineId,
    quantity,
    unitPriceMinor,
    totalMinor: unitPriceMinor * quantity,
  }));
  const { id: orderId, shipping } = order;
  const amounts = { shippingMinor: shipping.amountMinor, discountMinor: 0 };
  return confirmationOf({ ...order, ...amounts, orderId, lines, locale: 'en' });
}
