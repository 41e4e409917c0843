import type { Checkout, Payment } from './checkout.ts';

/** Every status of the schema's `OrderStatus`; the last three are for what comes after a sale. */
export const orderStatuses = [
  'PENDING',
  'CREATED',
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'RETURNED',
  'REFUNDED',
  'FAILED',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** The schema's `PaymentStatus`. */
export type PaymentStatus =
  'PENDING' | 'ACTION_REQUIRED' | 'AUTHORIZED' | 'PAID' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

/** Statuses after which nothing more is told of an order. */
export const finalStatuses: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'DELIVERED',
  'CANCELLED',
  'RETURNED',
  'REFUNDED',
]);

/** The order's status; while it is being cancelled it keeps the one that it had reached. */
export function orderStatusOf(checkout: Checkout): OrderStatus {
  if (checkout.step === 'cancelled') return 'CANCELLED';
  if (checkout.confirmedAt !== null) {
    return checkout.fulfillment === 'UNFULFILLED' ? 'CONFIRMED' : checkout.fulfillment;
  }
  return checkout.reservationExpiresAt === null ? 'PENDING' : 'CREATED';
}

const paymentStatuses: Record<Payment, PaymentStatus> = {
  none: 'PENDING',
  requested: 'PENDING',
  'action-required': 'ACTION_REQUIRED',
  declined: 'DECLINED',
  authorized: 'AUTHORIZED',
  'capture-requested': 'AUTHORIZED',
  captured: 'PAID',
  voided: 'VOIDED',
  refunded: 'REFUNDED',
};

/** Where the money is. */
export function paymentStatusOf({ payment }: Pick<Checkout, 'payment'>): PaymentStatus {
  return paymentStatuses[payment];
}
