import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import {
  sampleCustomerId,
  sampleFulfillment,
  sampleInstant,
  sampleOrder,
  sampleOrderId,
  sampleOrderOfOneName,
  sampleReducedOrder,
  sampleProductId,
} from './sample-values.ts';
import {
  byOrder,
  fulfillmentForMerchants,
  fulfillmentSchema,
  id,
  instant,
  orderDetails,
  orderForMerchants,
  orderSnapshotSchema,
} from './values.ts';

/** An order was accepted; its checkout has begun. */
export const orderPlaced = defineMessage({
  type: 'orders.order-placed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['carts', 'notifications'],
  forMerchants: orderForMerchants,
  meaning: 'an order was accepted',
  schema: orderSnapshotSchema,
  ...byOrder,
  samples: [sampleOrder, sampleOrderOfOneName, sampleReducedOrder],
});

/**
 * Who placed an order has asked for the newsletter, to the order's address. A consent only where that address is proved to be the buyer's;
 * any other is asked first.
 */
export const newsletterAskedAtCheckout = defineMessage({
  type: 'orders.newsletter-asked.v1',
  source: 'orders',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'a buyer would like the newsletter',
  schema: z.object({
    orderId: id,
    /** The buyer: a customer, or a guest. */
    customerId: id,
    email: z.string(),
    /** BCP 47. */
    locale: z.string(),
    askedAt: instant,
  }),
  ...byOrder,
  samples: [
    {
      orderId: sampleOrderId,
      customerId: sampleCustomerId,
      email: 'shopper@example.com',
      locale: 'en',
      askedAt: sampleInstant,
    },
  ],
});

/** An order that was to be placed never will be: what was frozen for it is free. */
export const orderAbandoned = defineMessage({
  type: 'orders.order-abandoned.v1',
  source: 'orders',
  kind: 'event',
  readers: ['carts'],
  meaning: 'an order could not be placed and never will be',
  schema: z.object({ orderId: id }),
  ...byOrder,
  samples: [{ orderId: sampleOrderId }],
});

/** The items are sold, and the shop looks at the payment before it takes the money. Nothing is said of why. */
export const orderInReview = defineMessage({
  type: 'orders.order-in-review.v1',
  source: 'orders',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'an order waits until its payment is looked at',
  schema: z.object({
    orderId: id,
    customerId: id,
    number: z.string(),
    email: z.string(),
    locale: z.string(),
  }),
  ...byOrder,
  samples: [
    {
      orderId: sampleOrderId,
      customerId: sampleCustomerId,
      number: 'CW-100001',
      email: 'shopper@example.com',
      locale: 'en',
    },
  ],
});

/** Stock is sold and the money is taken: the sale is final. What the buyer has said of the order is in the mail that confirms it. */
export const orderConfirmed = defineMessage({
  type: 'orders.order-confirmed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['products', 'carts', 'notifications'],
  forMerchants: (data) => ({ ...orderForMerchants(data), confirmedAt: data.confirmedAt }),
  meaning: 'the sale is final',
  schema: orderSnapshotSchema.extend({ confirmedAt: instant, ...orderDetails }),
  ...byOrder,
  samples: [
    { ...sampleOrder, confirmedAt: sampleInstant },
    {
      ...{ ...sampleOrder, confirmedAt: sampleInstant },
      ...{ note: 'Please ring twice.', giftText: 'Happy birthday, Kim!', reference: 'PO-4711' },
    },
    { ...sampleReducedOrder, confirmedAt: sampleInstant },
  ],
});

/**
 * The order ended without a sale; every step taken for it is compensated. `payment` says what became of the money: none was
 * asked for or the provider declined, what may have been set aside is released, or all that was taken is given back. Older
 * messages do not tell.
 */
export const orderCancelled = defineMessage({
  type: 'orders.order-cancelled.v1',
  source: 'orders',
  kind: 'event',
  readers: ['products', 'carts', 'notifications'],
  forMerchants: (data) => {
    const { cancelledAt, reasonCode, payment = null } = data;
    return { ...orderForMerchants(data), cancelledAt, reasonCode, payment };
  },
  meaning: 'no sale; every step is compensated',
  schema: orderSnapshotSchema.extend({
    cancelledAt: instant,
    reasonCode: z.string(),
    reason: z.string(),
    payment: z.enum(['none', 'voided', 'refunded']).optional(),
  }),
  ...byOrder,
  samples: [
    {
      ...sampleOrder,
      cancelledAt: sampleInstant,
      reasonCode: 'PAYMENT_DECLINED',
      reason: 'The card was declined.',
    },
    {
      ...sampleOrder,
      cancelledAt: sampleInstant,
      reasonCode: 'CUSTOMER_REQUEST',
      reason: 'Cancelled by the buyer.',
      payment: 'refunded',
    },
  ],
});

const byFulfillment = {
  key: (data: { orderId: string }) => data.orderId,
  businessId: (data: { fulfillment: { fulfillmentId: string } }) => data.fulfillment.fulfillmentId,
};

/** A parcel with all or some of an order is on its way. */
export const fulfillmentShipped = defineMessage({
  type: 'orders.fulfillment-shipped.v1',
  source: 'orders',
  kind: 'event',
  readers: ['notifications'],
  forMerchants: (data) => ({
    ...fulfillmentForMerchants(data),
    isWholeOrderShipped: data.isWholeOrderShipped,
  }),
  meaning: 'a parcel of an order is on its way',
  schema: orderSnapshotSchema.extend({
    fulfillment: fulfillmentSchema,
    /** False while something of the order is still to be sent. */
    isWholeOrderShipped: z.boolean(),
  }),
  ...byFulfillment,
  samples: [{ ...sampleOrder, fulfillment: sampleFulfillment, isWholeOrderShipped: false }],
});

/** A parcel with all or some of an order has arrived. */
export const fulfillmentDelivered = defineMessage({
  type: 'orders.fulfillment-delivered.v1',
  source: 'orders',
  kind: 'event',
  readers: ['notifications'],
  forMerchants: (data) => {
    const { deliveredAt, isWholeOrderDelivered } = data;
    return { ...fulfillmentForMerchants(data), deliveredAt, isWholeOrderDelivered };
  },
  meaning: 'a parcel of an order has arrived',
  schema: orderSnapshotSchema.extend({
    fulfillment: fulfillmentSchema,
    deliveredAt: instant,
    /** False while something of the order is still to be sent, or is on its way. */
    isWholeOrderDelivered: z.boolean(),
  }),
  ...byFulfillment,
  samples: [
    {
      ...sampleOrder,
      fulfillment: sampleFulfillment,
      deliveredAt: sampleInstant,
      isWholeOrderDelivered: false,
    },
  ],
});

/**
 * Somebody who knows an order's number and e-mail address asked for the whole order: `token`, mailed to that address,
 * opens it until `expiresAt`.
 */
export const orderAccessRequested = defineMessage({
  type: 'orders.order-access-requested.v1',
  source: 'orders',
  kind: 'event',
  readers: ['notifications'],
  meaning: 'a link that opens an order is to be mailed',
  secrets: ['token'],
  schema: z.object({
    requestId: id,
    orderId: id,
    customerId: id,
    number: z.string(),
    email: z.string(),
    locale: z.string(),
    token: z.string(),
    expiresAt: instant,
  }),
  key: (data) => data.orderId,
  businessId: (data) => data.requestId,
  samples: [
    {
      requestId: '01990000-0000-7000-8000-000000000009',
      orderId: sampleOrderId,
      customerId: sampleCustomerId,
      number: 'CW-100001',
      email: 'shopper@example.com',
      locale: 'en',
      token: 'bm90IGEgcmVhbCB0b2tlbiwgb25seSBhIHNhbXBsZQ',
      expiresAt: sampleInstant,
    },
  ],
});

/**
 * An order that a guest placed turned out to be a customer's: its e-mail address is one that the customer has proved to be
 * theirs. `formerId` is whose it was until now; that guest goes on seeing the order.
 */
export const orderClaimed = defineMessage({
  type: 'orders.order-claimed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['products', 'carts', 'payments', 'notifications'],
  meaning: "a guest's order turned out to be a customer's",
  schema: z.object({ orderId: id, formerId: id, customerId: id }),
  ...byOrder,
  samples: [
    {
      orderId: sampleOrderId,
      formerId: '01990000-0000-7000-8000-00000000000e',
      customerId: sampleCustomerId,
    },
  ],
});

/** A sale that is final, from before products kept who bought what: for its copy alone, nobody is written to. */
export const purchaseRestated = defineMessage({
  type: 'orders.purchase-restated.v1',
  source: 'orders',
  kind: 'event',
  readers: ['products'],
  meaning: 'a sale from before products kept them',
  schema: z.object({ orderId: id, customerId: id, productIds: z.array(id) }),
  ...byOrder,
  samples: [{ orderId: sampleOrderId, customerId: sampleCustomerId, productIds: [sampleProductId] }],
});

/** One step of an order's life; `version` rises by one with each. Wakes the live status subscription, which looks for itself, too. */
export const orderStatusChanged = defineMessage({
  type: 'orders.order-status-changed.v1',
  source: 'orders',
  kind: 'event',
  readers: ['orders'],
  isFollowed: true,
  isAtMostOnce: true,
  meaning: "one step of an order's life; wakes subscriptions",
  schema: z.object({ orderId: id, customerId: id, version: z.int().positive(), status: z.string() }),
  key: (data) => data.orderId,
  businessId: (data) => `${data.orderId}:${String(data.version)}`,
  samples: [{ orderId: sampleOrderId, customerId: sampleCustomerId, version: 3, status: 'CONFIRMED' }],
});
