/** Where a checkout stands; `confirmed` and `cancelled` await nothing. */
export const steps = [
  'reserving',
  'authorizing',
  'committing',
  'capturing',
  'confirmed',
  'cancelling',
  'cancelled',
] as const;
export type Step = (typeof steps)[number];

/** What is known of the order's stock. */
export type Stock = 'none' | 'requested' | 'refused' | 'reserved' | 'committed' | 'released';

/** What is known of the order's payment; that its undoing was asked for follows from the step `cancelling`. */
export type Payment =
  | 'none'
  | 'requested'
  | 'action-required'
  | 'declined'
  | 'authorized'
  | 'capture-requested'
  | 'captured'
  | 'voided'
  | 'refunded';

/** How far the goods are. */
export type Fulfillment = 'UNFULFILLED' | 'SHIPPED' | 'DELIVERED';

/** Why an order ended, or is about to end, without a sale. */
export type CancellationReason =
  | 'OUT_OF_STOCK'
  | 'PAYMENT_DECLINED'
  | 'PAYMENT_TIMED_OUT'
  | 'PAYMENT_FAILED'
  | 'RESERVATION_EXPIRED'
  | 'STOCK_TIMED_OUT'
  | 'CUSTOMER_REQUEST'
  | 'STAFF_REQUEST';

/** All that the rules know of one order's checkout. */
export interface Checkout {
  readonly step: Step;
  readonly stock: Stock;
  readonly payment: Payment;
  readonly fulfillment: Fulfillment;
  /** How often the step's command was sent. */
  readonly attempt: number;
  readonly stepStartedAt: Date;
  /** When to look after it; null when nothing is awaited. */
  readonly deadlineAt: Date | null;
  /** Until when stock is held; null until it was reserved. */
  readonly reservationExpiresAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly cancellationReason: CancellationReason | null;
  /** For people. */
  readonly cancellationMessage: string | null;
  readonly cancelledAt: Date | null;
  /** The version of the last timeline entry. */
  readonly version: number;
}

/** Says whether stock may be held for the order, so that it must be released before the order can be cancelled. */
export function holdsStock({ stock }: Checkout): boolean {
  return stock === 'requested' || stock === 'reserved' || stock === 'committed';
}

/** Says whether money may be held or taken, so that the payment must be undone before the order can be cancelled. */
export function holdsMoney({ payment }: Checkout): boolean {
  return !['none', 'declined', 'voided', 'refunded'].includes(payment);
}
