import type { OrderSnapshot } from '@cartwright/events';
import type { OrderLine, OrderWithLines } from '../repository/order-rows.ts';

/** What messages to other subgraphs say of an order. */
export function orderSnapshot(order: OrderWithLines): OrderSnapshot {
  const { id, lines, placedAt } = order;
  return {
    orderId: id,
    number: order.number,
    customerId: order.customerId,
    email: order.email,
    locale: order.locale,
    currency: order.currency,
    lines: lines.map(lineSnapshot),
    subtotalMinor: order.subtotalMinor,
    discountMinor: order.discountMinor,
    shippingMinor: order.shippingMinor,
    taxMinor: order.taxMinor,
    totalMinor: order.totalMinor,
    ...order.priceDetails,
    shippingMethod: order.shippingMethod,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    cartId: order.cartId,
    paymentId: order.paymentId,
    placedAt: placedAt.toISOString(),
  };
}

function lineSnapshot({ id, ...line }: OrderLine): OrderSnapshot['lines'][number] {
  const { variantId, productId, title, variantTitle, sku, quantity, unitPriceMinor, totalMinor } = line;
  const sold = { variantId, productId, title, variantTitle, sku, quantity, unitPriceMinor, totalMinor };
  const { bundleParts, discounts, taxRateBasisPoints, taxMinor } = line;
  return {
    ...{ lineId: id, ...sold },
    ...(bundleParts === null ? {} : { bundleParts: [...bundleParts] }),
    ...(discounts === null ? {} : { discounts: [...discounts] }),
    ...(taxRateBasisPoints === null ? {} : { taxRateBasisPoints }),
    ...(taxMinor === null ? {} : { taxMinor }),
  };
}
