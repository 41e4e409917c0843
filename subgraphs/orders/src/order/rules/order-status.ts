import type { Checkout } from '../repository/order-rows.ts';
import type { Fulfillment, OrderStatus, PaymentState, PaymentStatus } from './states.ts';

/** Statuses after which an order does not change any more. */
export const finalStatuses: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'DELIVERED',
  'CANCELLED',
  'RETURNED',
  'REFUNDED',
]);

/** An order is shipped when all of it is: what is still in the house can be missing, and then staff have work. */
const soldStatuses: Record<Fulfillment, OrderStatus> = {
  UNFULFILLED: 'CONFIRMED',
  PARTIALLY_SHIPPED: 'CONFIRMED',
  SHIPPED: 'SHIPPED',
  PARTIALLY_DELIVERED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
};

/** The order's status; while it is being cancelled it keeps the one that it had reached. */
export function orderStatusOf(checkout: Checkout): OrderStatus {
  if (checkout.step === 'cancelled') return 'CANCELLED';
  if (checkout.confirmedAt !== null) return soldStatuses[checkout.fulfillment];
  return checkout.reservationExpiresAt === null ? 'PENDING' : 'CREATED';
}

const paymentStatuses: Record<PaymentState, PaymentStatus> = {
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
