import type { PaymentFact } from './fact.ts';
import type { Progress } from './progress.ts';

const gains: ReadonlySet<PaymentFact['type']> = new Set<PaymentFact['type']>([
  'payment-authorized',
  'payment-review-required',
  'payment-captured',
]);

/**
 * Hands back money that arrives by a payment which the order does not count on: an earlier attempt that was declined, or
 * undone before the present one began.
 */
export function handBack(progress: Progress, { type, paymentId }: PaymentFact): Progress {
  if (!gains.has(type)) return progress;
  return progress.sending({ type: 'cancel-payment', paymentId, reason: 'The order is paid in another way.' });
}
