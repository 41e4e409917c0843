import { addressResolvers } from '@cartwright/addresses';
import type { LineDiscount } from '@cartwright/events';
import { isId, toMoney, toTaxedMoney } from '@cartwright/graph';
import { requestedLanguage, translateMessage } from '@cartwright/languages';
import { toPercent } from '@cartwright/money';
import type { ContextInput } from '@cartwright/subgraph';
import type { Resolvers } from '../generated/graphql.ts';
import type { ShownLine, ShownOrder } from './repository/order-rows.ts';
import { cancellationOf } from './rules/cancellation.ts';
import { orderedCartOf } from './rules/ordered-cart.ts';
import { lineRestMinor, overPieces } from './rules/line-price.ts';
import { paymentStatusOf, payUntilOf } from './rules/order-status.ts';
import { taxLinesOf } from './rules/tax-lines.ts';

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
    discounts: ({ priceDetails, currency }) =>
      (priceDetails?.promotions ?? []).map(({ code = null, amountMinor, ...promotion }) => ({
        ...{ title: promotion.title, code, class: promotion.class },
        amount: toMoney(amountMinor, currency),
      })),
    shippingDiscount: ({ priceDetails, currency }) =>
      toMoney(priceDetails?.shippingDiscountMinor ?? 0, currency),
    pricesIncludeTax: ({ priceDetails }) => priceDetails?.pricesIncludeTax ?? true,
    exemptTax: ({ priceDetails, currency }) => toMoney(priceDetails?.exemptTaxMinor ?? 0, currency),
    taxLines: (order) => taxLinesOf(order).map((line) => ({ ...line, currency: order.currency })),
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
    discounts: (line) => (line.discounts ?? []).map((discount) => lineDiscount(line, discount)),
    totalAfterDiscounts: (line) => toMoney(lineRestMinor(line), line.currency),
    unitPricesAfterDiscounts: (line) => pieces(line, lineRestMinor(line)),
    tax: ({ taxMinor, currency }) => (taxMinor === null ? null : toMoney(taxMinor, currency)),
    taxRate: ({ taxRateBasisPoints }) => (taxRateBasisPoints === null ? null : toPercent(taxRateBasisPoints)),
    bundleParts: ({ bundleParts }) =>
      bundleParts?.map(({ variantId, ...part }) => ({ ...part, variant: { id: variantId } })) ?? null,
  },

  OrderTaxLine: {
    rate: ({ rateBasisPoints }) => (rateBasisPoints === null ? null : toPercent(rateBasisPoints)),
    net: ({ netMinor, currency }) => toMoney(netMinor, currency),
    tax: ({ taxMinor, currency }) => toMoney(taxMinor, currency),
  },
} satisfies Resolvers;

type LineOfOrder = Pick<ShownLine, 'quantity'> & Pick<ShownOrder, 'currency' | 'priceDetails'>;

/** A discount of a line, by the name that its promotion has in the order. */
function lineDiscount(line: LineOfOrder, { promotionId, amountMinor }: LineDiscount) {
  const promotion = line.priceDetails?.promotions?.find((one) => one.promotionId === promotionId);
  return {
    title: promotion?.title ?? '',
    code: promotion?.code ?? null,
    amount: toMoney(amountMinor, line.currency),
    perPiece: pieces(line, amountMinor),
  };
}

function pieces({ quantity, currency }: LineOfOrder, wholeMinor: number) {
  return overPieces(wholeMinor, quantity).map(({ amountMinor, ...some }) => ({
    ...some,
    amount: toMoney(amountMinor, currency),
  }));
}

/** The shop's sentences are stored in English. */
function translated(
  { message }: { message: string },
  _args: unknown,
  { request }: Pick<ContextInput, 'request'>,
): string {
  return translateMessage(message, requestedLanguage(request.headers));
}

function linesWithin({ id: orderId, currency, priceDetails }: ShownOrder, lines: readonly ShownLine[]) {
  return lines.map((line) => ({ ...line, orderId, currency, priceDetails }));
}
