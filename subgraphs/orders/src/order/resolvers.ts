import { addressResolvers } from '@cartwright/addresses';
import { isId, toMoney, toTaxedMoney } from '@cartwright/graph';
import { optionalViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { maySeeOrder } from './may-see-order.ts';
import { cancellationOf } from './rules/cancellation.ts';
import { paymentStatusOf, payUntilOf } from './rules/order-status.ts';

/** Orders and their lines, for their owner and for staff. */
export const resolvers = {
  Order: {
    __resolveReference: async ({ id }, context) => {
      const viewer = optionalViewer(context);
      const order = viewer !== null && isId(id) ? await context.order.loaders.order.load(id) : null;
      return order !== null && maySeeOrder(viewer, order) ? order : null;
    },
    paymentStatus: (order) => paymentStatusOf(order),
    fulfillmentStatus: ({ fulfillment }) => fulfillment,
    timeline: ({ id }, _args, { order: { loaders } }) => loaders.timeline.load(id),
    cancellation: (order) => cancellationOf(order),
    lines: async ({ id, currency }, _args, { order: { loaders } }) =>
      (await loaders.lines.load(id)).map((line) => ({ ...line, currency })),
    billingAddress: ({ billingAddress, shippingAddress }) => billingAddress ?? shippingAddress,
    subtotal: ({ subtotalMinor, currency }) => toMoney(subtotalMinor, currency),
    shipping: ({ shippingMinor, currency }) => toMoney(shippingMinor, currency),
    discount: ({ discountMinor, currency }) => toMoney(discountMinor, currency),
    total: ({ totalMinor: grossMinor, taxMinor, currency }) =>
      toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency),
    currencyCode: ({ currency }) => currency,
    payUntil: (order) => payUntilOf(order),
    customer: ({ customerId }) => ({ __typename: 'User', id: customerId }),
  },

  Address: addressResolvers,

  OrderLine: {
    __resolveReference: async ({ id }, context) => {
      const viewer = optionalViewer(context);
      const line = viewer !== null && isId(id) ? await context.order.loaders.line.load(id) : null;
      return line !== null && maySeeOrder(viewer, line) ? line : null;
    },
    variant: ({ variantId }) => ({ id: variantId }),
    unitPrice: ({ unitPriceMinor, currency }) => toMoney(unitPriceMinor, currency),
    total: ({ totalMinor, currency }) => toMoney(totalMinor, currency),
  },
} satisfies Resolvers;
