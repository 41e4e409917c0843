import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A cart that was ordered, with the state of its checkout. Amounts in minor units of `currency`, tax included unless `priceDetails` say that it is not. */
export type Order = Readonly<Selectable<Tables['orders']>>;

/** What is shown of an order, and decides who may see it: half of its columns are the checkout's own. */
export const shownColumns = [
  'id',
  'number',
  'customerId',
  'guestId',
  'email',
  'note',
  'giftText',
  'reference',
  'locale',
  'cartId',
  'currency',
  'subtotalMinor',
  'discountMinor',
  'shippingMinor',
  'taxMinor',
  'totalMinor',
  'priceDetails',
  'shippingMethod',
  'shippingAddress',
  'billingAddress',
  'status',
  'version',
  'step',
  'payment',
  'fulfillment',
  'confirmedAt',
  'cancellationReason',
  'cancellationMessage',
  'cancelRequestedAt',
  'cancelledAt',
  'payUntil',
  'placedAt',
  'updatedAt',
] as const satisfies readonly (keyof Order)[];

/** One variant of an order, as it was on the day. */
export type OrderLine = Readonly<Selectable<Tables['orderLines']>>;

/** A line as it is shown of an order that is known. */
export type ShownLine = Omit<
  OrderLine,
  'orderId' | 'position' | 'productId' | 'metafields' | 'basePriceMinor'
>;

/** An order as it is shown, with its lines where they were read together. */
export type ShownOrder = Pick<Order, (typeof shownColumns)[number]> & {
  readonly lines?: readonly ShownLine[];
};

/** An order with all its lines, in their order. */
export type OrderWithLines = Order & { readonly lines: readonly OrderLine[] };

/** One step of an order's life; `version` rises by one with each. */
export type StoredTimelineEntry = Readonly<Selectable<Tables['timelineEntries']>>;

/** A step before it is known of which order. */
export type TimelineEntry = Omit<StoredTimelineEntry, 'orderId'>;

/** The columns that a checkout changes; the others stay as they were when the order was placed. */
export const checkoutColumns = [
  'step',
  'stock',
  'payment',
  'fulfillment',
  'attempt',
  'stepStartedAt',
  'deadlineAt',
  'reservationExpiresAt',
  'confirmedAt',
  'cancellationReason',
  'cancellationMessage',
  'cancelRequestedAt',
  'cancelledAt',
  'payUntil',
  'paymentAttempts',
  'paymentId',
  'paymentMethodToken',
  'returnUrl',
  'nextPayment',
  'signals',
  'reviewState',
  'reviewReasons',
  'reviewOpenedAt',
  'reviewUntil',
  'reviewDecidedAt',
  'version',
] as const satisfies readonly (keyof Order)[];

/** All that the rules know of one order's checkout. */
export type Checkout = Pick<Order, (typeof checkoutColumns)[number]>;

/** What belongs to an order, as it was stored just now. */
export interface MadeParts {
  readonly lines: OrderLine[];
  readonly timeline: StoredTimelineEntry[];
}
