import { cancel, cancelOnRequest } from './cancelling.ts';
import type { Fact } from './fact.ts';
import { givesUpAt } from './policy.ts';
import type { Progress } from './progress.ts';
import { beginPayment, undoing } from './retrying-payment.ts';

/**
 * The buyer pays in another way while a payment is still open: that one is undone, and the next begins when this is
 * certain. What becomes known of the open one meanwhile does not matter, since its undoing covers it.
 */
export function replacingPayment(progress: Progress, fact: Fact): Progress {
  switch (fact.type) {
    case 'payment-cancelled':
      return goOn(progress.record(fact.outcome === 'refunded' ? 'PAYMENT_REFUNDED' : 'PAYMENT_VOIDED'));
    case 'payment-declined':
      return goOn(progress.record('PAYMENT_DECLINED', {}, fact.reason));
    case 'reservation-expired':
      return cancel(progress.record('RESERVATION_EXPIRED'), 'RESERVATION_EXPIRED');
    case 'deadline-passed':
      return overdue(progress);
    case 'cancel-requested':
      return cancelOnRequest(progress, fact.by);
    case 'stock-reserved':
    case 'stock-refused':
    case 'stock-committed':
    case 'stock-commit-refused':
    case 'stock-released':
    case 'payment-authorized':
    case 'payment-action-required':
    case 'payment-captured':
    case 'payment-capture-failed':
    case 'payment-retry-requested':
    case 'payment-review-required':
    case 'review-decided':
      return progress;
  }
}

function goOn(progress: Progress): Progress {
  const { nextPayment } = progress.checkout;
  return nextPayment === null ? progress : beginPayment(progress, nextPayment);
}

function overdue(progress: Progress): Progress {
  const giveUp = givesUpAt(progress.checkout, progress.policy);
  if (giveUp === null || progress.now < giveUp) return progress.redrive(undoing(progress));
  return cancel(progress.record('STEP_TIMED_OUT'), 'PAYMENT_TIMED_OUT');
}
