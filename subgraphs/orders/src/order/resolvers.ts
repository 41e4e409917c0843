import { addressResolvers } from '@cartwright/addresses';
import { isId, toMoney, toTaxedMoney } from '@cartwright/graph';
import { requestedLanguage, translateMessage } from '@cartwright/languages';
import type { ContextInput } from '@cartwright/subgraph';
import type { Resolvers } from '../generated/graphql.ts';
import type { ShownLine, ShownOrder } from './repository/order-rows.ts';
import { cancellationOf } from './rules/cancellation.ts';
import { orderedCartOf } from './rules/ordered-cart.ts';
import { paymentStatusOf, payUntilOf } from './rules/order-status.ts';

/** Orders and their lines, for their owner and for staff. */
export const resolvers = {
  Order: {
    __resolveReference: ({ id }, context) => (isId(id) ? context.order.loaders.order.load(id) : null),
    paymentStatus: (order) => paymentStatusOf(order),
    fulfillmentStatus: ({ fulfillment }) => fulfillment,
    timeline: ({ id }, _args, { order: { loaders } }) => loaders.timeline.load(id),
    cancellation: (order) => cancellationOf(order),
    lines: (order, _args, { order: { loaders } }) =>
      order.lines === undefined
        ? loaders.lines.load(order.id).then((loaded) => linesWithin(order, loaded))
        : linesWithin(order, order.lines),
    billingAddress: ({ billingAddress, shippingAddress }) => billingAddress ?? shippingAddress,
    subtotal: ({ subtotalMinor, currency }) => toMoney(subtotalMinor, currency),
    shipping: ({ shippingMinor, currency }) => toMoney(shippingMinor, currency),
    discount: ({ discountMinor, currency }) => toMoney(discountMinor, currency),
    total: ({ totalMinor: grossMinor, taxMinor, currency }) =>
      toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency),
    currencyCode: ({ currency }) => currency,
    language: ({ locale }) => locale,
    payUntil: (order) => payUntilOf(order),
    cartId: (order) => orderedCartOf(order),
    customer: ({ customerId }) => ({ __typename: 'User', id: customerId }),
  },

  TimelineEntry: { message: translated },
  OrderCancellation: { message: translated },

  Address: addressResolvers,

  OrderLine: {
    __resolveReference: ({ id }, context) => (isId(id) ? context.order.loaders.line.load(id) : null),
    variant: ({ variantId }) => ({ id: variantId }),
    unitPrice: ({ unitPriceMinor, currency }) => toMoney(unitPriceMinor, currency),
    total: ({ totalMinor, currency }) => toMoney(totalMinor, currency),
    bundleParts: ({ bundleParts }) =>
      bundleParts?.map(({ variantId, ...part }) => ({ ...part, variant: { id: variantId } })) ?? null,
  },
} satisfies Resolvers;

/** The shop's sentences are stored in English. */
function translated(
  { message }: { message: string },
  _args: unknown,
  { request }: Pick<ContextInput, 'request'>,
): string {
  return translateMessage(message, requestedLanguage(request.headers));
}

function linesWithin({ id: orderId, currency }: ShownOrder, lines: readonly ShownLine[]) {
  return lines.map((line) => ({ ...line, orderId, currency }));
}
