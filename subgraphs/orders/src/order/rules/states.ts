import type { BuyerSignals } from '@cartwright/events';

/** Where a checkout stands; `confirmed` and `cancelled` await nothing. */
export type Step =
  | 'reserving'
  | 'authorizing'
  | 'awaiting-payment-retry'
  | 'replacing-payment'
  | 'committing'
  | 'reviewing'
  | 'capturing'
  | 'confirmed'
  | 'cancelling'
  | 'cancelled';

/** What is known of the order's stock; narrows its column in `schema.prisma`. @public */
export type Stock = 'none' | 'requested' | 'refused' | 'reserved' | 'committed' | 'released';

/** One attempt to pay an order: each is a payment of its own. */
export interface PaymentAttempt {
  readonly paymentId: string;
  readonly paymentMethodToken: string;
  /** Where the buyer is led after confirming at the bank; null for nowhere. */
  readonly returnUrl: string | null;
  /** What the buyer is recognised by in this attempt; left out where that is not known. */
  readonly signals?: BuyerSignals | null;
}

/** What is known of the payment of the order's present attempt; that its cancellation was requested follows from the step `cancelling`. */
export type PaymentState =
  | 'none'
  | 'requested'
  | 'action-required'
  | 'declined'
  | 'in-review'
  | 'authorized'
  | 'capture-requested'
  | 'captured'
  | 'voided'
  | 'refunded';

/** What became of the check of a payment by a person: staff decided, its time ran out, or the order was given up before. */
export type ReviewState = 'OPEN' | 'APPROVED' | 'REJECTED' | 'TIMED_OUT' | 'WITHDRAWN';

/** How far the goods are. */
export type Fulfillment =
  'UNFULFILLED' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'PARTIALLY_DELIVERED' | 'DELIVERED';

/** Why an order ended, or is about to end, without a sale. */
export type CancellationReason =
  | 'OUT_OF_STOCK'
  | 'OFFER_SOLD_OUT'
  | 'OFFER_LIMIT_REACHED'
  | 'OFFER_NOT_ADMITTED'
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_TIMED_OUT'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_REVIEW_TIMED_OUT'
  | 'RESERVATION_EXPIRED'
  | 'STOCK_TIMED_OUT'
  | 'CUSTOMER_REQUEST'
  | 'STAFF_REQUEST';

/** The schema's `OrderStatus`; the last three are for what comes after a sale. */
export type OrderStatus =
  | 'PENDING'
  | 'CREATED'
  | 'CONFIRMED'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'CANCELLED'
  | 'RETURNED'
  | 'REFUNDED'
  | 'FAILED';

/** The schema's `PaymentStatus`. */
export type PaymentStatus =
  'PENDING' | 'ACTION_REQUIRED' | 'IN_REVIEW' | 'AUTHORIZED' | 'PAID' | 'DECLINED' | 'VOIDED' | 'REFUNDED';
