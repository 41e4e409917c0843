import type { Checkout, PaymentAttempt } from '../../order/door.ts';
import type { CheckoutPolicy } from './policy.ts';
import type { Progress } from './progress.ts';

/** Why the payment of an order cannot be tried again; named as the schema's `PaymentRetryRefusal`. */
export type RetryRefusal =
  'NOT_BEGUN' | 'UNDER_WAY' | 'IN_REVIEW' | 'PAID' | 'ENDED' | 'TIME_IS_UP' | 'TOO_MANY_ATTEMPTS';

/** Why the payment cannot be tried again now; undefined when it can. To the millisecond of `payUntil` it is too late. */
export function retryRefusal(
  checkout: Checkout,
  now: Date,
  { maxPaymentAttempts }: CheckoutPolicy,
): RetryRefusal | undefined {
  switch (checkout.step) {
    case 'reserving':
      return 'NOT_BEGUN';
    case 'replacing-payment':
      return 'UNDER_WAY';
    case 'committing':
      return checkout.payment === 'in-review' ? 'IN_REVIEW' : 'PAID';
    case 'reviewing':
      return 'IN_REVIEW';
    case 'capturing':
    case 'confirmed':
      return 'PAID';
    case 'cancelling':
    case 'cancelled':
      return 'ENDED';
    case 'authorizing':
    case 'awaiting-payment-retry':
      if (checkout.payUntil === null || now >= checkout.payUntil) return 'TIME_IS_UP';
      return checkout.paymentAttempts >= maxPaymentAttempts ? 'TOO_MANY_ATTEMPTS' : undefined;
  }
}

/** The payment that is under way makes way for another: undone first, so that money is never set aside twice. */
export function replacePayment(progress: Progress, attempt: PaymentAttempt): Progress {
  if (retryRefusal(progress.checkout, progress.now, progress.policy) !== undefined) return progress;
  return progress
    .record('PAYMENT_RETRIED', { nextPayment: attempt })
    .enter('replacing-payment', undoing(progress));
}

/** Nothing is held by an earlier payment: the next one can begin. */
export function beginPayment(progress: Progress, attempt: PaymentAttempt): Progress {
  return progress
    .with({
      ...attempt,
      payment: 'requested',
      nextPayment: null,
      paymentAttempts: progress.checkout.paymentAttempts + 1,
    })
    .enter('authorizing', { type: 'authorize-payment' });
}

/** The command that undoes the payment which makes way for another. */
export function undoing({ checkout: { paymentId } }: Progress) {
  return { type: 'cancel-payment', paymentId, reason: 'The buyer pays in another way.' } as const;
}
