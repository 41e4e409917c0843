import { toMoney, toTaxedMoney } from '@cartwright/graph';
import { paymentStatusOf } from '../domain/checkout/order-status.ts';
import { isId } from '../domain/is-id.ts';
import { mayRead } from '../domain/may-read.ts';
import type { OrderLineResolvers, OrderResolvers, OrderStatusEventResolvers } from '../generated/graphql.ts';

/** An order; for its owner and for staff. */
export const Order: OrderResolvers = {
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    if (viewer === null || !isId(id)) return null;
    const order = await loaders.order.load(id);
    return order !== null && mayRead(viewer, order) ? order : null;
  },
  paymentStatus: (order) => paymentStatusOf(order),
  fulfillmentStatus: ({ fulfillment }) => fulfillment,
  timeline: ({ id }, _args, { loaders }) => loaders.timeline.load(id),
  cancellation: ({ cancellationReason, cancellationMessage, cancelledAt }) =>
    cancellationReason === null || cancelledAt === null
      ? null
      : { reason: cancellationReason, message: cancellationMessage ?? '', cancelledAt },
  lines: async ({ id, currency }, _args, { loaders }) =>
    (await loaders.lines.load(id)).map((line) => ({ ...line, currency })),
  subtotal: ({ subtotalMinor, currency }) => toMoney(subtotalMinor, currency),
  shipping: ({ shippingMinor, currency }) => toMoney(shippingMinor, currency),
  discount: ({ discountMinor, currency }) => toMoney(discountMinor, currency),
  total: ({ totalMinor: grossMinor, taxMinor, currency }) =>
    toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency),
  currencyCode: ({ currency }) => currency,
  payment: ({ payment, paymentId }) => (payment === 'none' ? null : { id: paymentId }),
  customer: ({ customerId }) => ({ __typename: 'User', id: customerId }),
};

/** A line of an order that the viewer may read. */
export const OrderLine: OrderLineResolvers = {
  __resolveReference: async ({ id }, { viewer, loaders }) => {
    if (viewer === null || !isId(id)) return null;
    const line = await loaders.line.load(id);
    return line !== null && mayRead(viewer, line) ? line : null;
  },
  variant: ({ variantId }) => ({ id: variantId }),
  unitPrice: ({ unitPriceMinor, currency }) => toMoney(unitPriceMinor, currency),
  total: ({ totalMinor, currency }) => toMoney(totalMinor, currency),
};

/** One step as it is pushed; who follows the order may read it. */
export const OrderStatusEvent: OrderStatusEventResolvers = {
  entry: (step) => step,
  order: async ({ orderId }, _args, { loaders }) => {
    const order = await loaders.order.load(orderId);
    if (order === null) throw new Error(`The order ${orderId} has steps but is gone`);
    return order;
  },
};
