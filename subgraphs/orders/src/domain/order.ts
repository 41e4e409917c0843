import type { MessageAddress } from '@cartwright/events';
import type { Checkout } from './checkout/checkout.ts';
import type { OrderStatus } from './checkout/order-status.ts';

/** A currency that the store sells in. */
export type Currency = 'EUR' | 'USD';

/** A cart that was ordered, with the state of its checkout. Amounts in minor units of `currency`, tax included. */
export interface Order extends Checkout {
  readonly id: string;
  /** For people: `CW-100001`. */
  readonly number: string;
  readonly customerId: string;
  readonly email: string;
  /** BCP 47: what the buyer is written to in. */
  readonly locale: string;
  readonly currency: Currency;
  readonly cartId: string;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly shippingMethod: string;
  readonly shippingAddress: MessageAddress;
  /** Known from the start; payments hears of it with the first command. */
  readonly paymentId: string;
  readonly paymentMethodToken: string;
  readonly status: OrderStatus;
  readonly placedAt: Date;
  readonly updatedAt: Date;
}

/** One variant of an order, as it was on the day. */
export interface OrderLine {
  readonly id: string;
  readonly orderId: string;
  /** From 0. */
  readonly position: number;
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
}

/** An order with all its lines, in their order. */
export interface OrderWithLines extends Order {
  readonly lines: readonly OrderLine[];
}
