import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import { sampleCustomerId, sampleInstant, sampleOrder, sampleOrderId } from './sample-values.ts';
import { byOrder, id, instant, orderSnapshotSchema } from './values.ts';

/** An order was accepted; its checkout has begun. */
export const orderPlaced = defineMessage({
  type: 'orders.order-placed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['carts'],
  meaning: 'an order was accepted',
  schema: orderSnapshotSchema,
  ...byOrder,
  samples: [sampleOrder],
});

/** Stock is sold and the money is taken: the sale is final. */
export const orderConfirmed = defineMessage({
  type: 'orders.order-confirmed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['carts', 'notifications'],
  meaning: 'the sale is final',
  schema: orderSnapshotSchema.extend({ confirmedAt: instant }),
  ...byOrder,
  samples: [{ ...sampleOrder, confirmedAt: sampleInstant }],
});

/** The order ended without a sale; every step taken for it is compensated. */
export const orderCancelled = defineMessage({
  type: 'orders.order-cancelled.v1',
  source: 'orders',
  kind: 'event',
  readers: ['carts', 'notifications'],
  meaning: 'no sale; every step is compensated',
  schema: orderSnapshotSchema.extend({
    cancelledAt: instant,
    reasonCode: z.string(),
    reason: z.string(),
  }),
  ...byOrder,
  samples: [
    {
      ...sampleOrder,
      cancelledAt: sampleInstant,
      reasonCode: 'PAYMENT_DECLINED',
      reason: 'The card was declined.',
    },
  ],
});

/** One step of an order's life; `version` rises by one with each. Feeds the live status subscription. */
export const orderStatusChanged = defineMessage({
  type: 'orders.order-status-changed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['orders'],
  isFollowed: true,
  meaning: "one step of an order's life; wakes subscriptions",
  schema: z.object({ orderId: id, customerId: id, version: z.int().positive(), status: z.string() }),
  key: (data) => data.orderId,
  businessId: (data) => `${data.orderId}:${String(data.version)}`,
  samples: [{ orderId: sampleOrderId, customerId: sampleCustomerId, version: 3, status: 'CONFIRMED' }],
});
