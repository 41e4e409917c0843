import type { Checkout, PaymentAttempt } from '../../order/door.ts';
import type { CheckoutPolicy } from './policy.ts';
import { Progress, type Advance } from './progress.ts';

/** The checkout of an order that is placed now, to be paid as given; its first step requests stock. */
export function beginCheckout(firstPayment: PaymentAttempt, now: Date, policy: CheckoutPolicy): Advance {
  const checkout: Checkout = {
    step: 'reserving',
    stock: 'requested',
    payment: 'none',
    fulfillment: 'UNFULFILLED',
    attempt: 1,
    stepStartedAt: now,
    deadlineAt: null,
    reservationExpiresAt: null,
    confirmedAt: null,
    cancellationReason: null,
    cancellationMessage: null,
    cancelRequestedAt: null,
    cancelledAt: null,
    payUntil: null,
    paymentAttempts: 1,
    signals: null,
    ...firstPayment,
    nextPayment: null,
    reviewState: null,
    reviewReasons: null,
    reviewOpenedAt: null,
    reviewUntil: null,
    reviewDecidedAt: null,
    version: 0,
  };
  const {
    send,
    timeline,
    checkout: begun,
  } = new Progress({ checkout, send: [], timeline: [] }, now, policy)
    .record('ORDER_PLACED')
    .enter('reserving', { type: 'reserve-stock' });
  return { checkout: begun, send, timeline };
}
