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
  'in-review': 'IN_REVIEW',
  authorized: 'AUTHORIZED',
  'capture-requested': 'AUTHORIZED',
  captured: 'PAID',
  voided: 'VOIDED',
  refunded: 'REFUNDED',
};

/** Where the money is. A payment that makes way for another is that other one, which is still to begin. */
export function paymentStatusOf({ step, payment }: Pick<Checkout, 'step' | 'payment'>): PaymentStatus {
  return step === 'replacing-payment' ? 'PENDING' : paymentStatuses[payment];
}

const unpaidSteps: ReadonlySet<Checkout['step']> = new Set([
  'authorizing',
  'awaiting-payment-retry',
  'replacing-payment',
]);

/** Until when the buyer can confirm the payment or try another one; null when there is nothing to pay, yet or any more. */
export function payUntilOf({ step, payUntil }: Pick<Checkout, 'step' | 'payUntil'>): Date | null {
  return unpaidSteps.has(step) ? payUntil : null;
}
