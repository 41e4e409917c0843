import type { OrderSnapshot } from '@cartwright/events';
import { toDecimal } from '@cartwright/money';

/** What of an order the templates show. */
export type OrderToShow = Pick<
  OrderSnapshot,
  | 'number'
  | 'currency'
  | 'lines'
  | 'subtotalMinor'
  | 'discountMinor'
  | 'shippingMinor'
  | 'taxMinor'
  | 'totalMinor'
  | 'shippingAddress'
>;

/** An order as the templates show it, every amount a decimal with its currency. */
export function orderContent(order: OrderToShow): Record<string, unknown> {
  const money = (minor: number) => `${toDecimal(minor, order.currency)} ${order.currency}`;
  return {
    number: order.number,
    firstName: order.shippingAddress.firstName,
    lines: order.lines.map((line) => ({
      title: line.title,
      variantTitle: line.variantTitle,
      quantity: line.quantity,
      unitPrice: money(line.unitPriceMinor),
      total: money(line.totalMinor),
    })),
    subtotal: money(order.subtotalMinor),
    discount: order.discountMinor === 0 ? null : money(order.discountMinor),
    shipping: money(order.shippingMinor),
    tax: money(order.taxMinor),
    total: money(order.totalMinor),
    address: order.shippingAddress,
  };
}
