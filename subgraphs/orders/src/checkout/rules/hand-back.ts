import type { PaymentFact } from './fact.ts';
import type { Progress } from './progress.ts';

/**
 * Hands back money that arrives by a payment which the order does not count on: an earlier attempt that was declined, or
 * undone before the present one began.
 */
export function handBack(progress: Progress, { type, paymentId }: PaymentFact): Progress {
  if (type !== 'payment-authorized' && type !== 'payment-captured') return progress;
  return progress.sending({ type: 'cancel-payment', paymentId, reason: 'The order is paid in another way.' });
}
