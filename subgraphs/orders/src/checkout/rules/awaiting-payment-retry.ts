import { cancel, cancelOnRequest } from './cancelling.ts';
import type { Fact } from './fact.ts';
import { handBack } from './hand-back.ts';
import { givesUpAt } from './policy.ts';
import type { Progress } from './progress.ts';
import { beginPayment, retryRefusal } from './retrying-payment.ts';

const notTriedAgain = 'The payment was declined and not tried again in time.';

/** The payment was declined; stock stays reserved until `payUntil`, so that the buyer can pay in another way. */
export function awaitingPaymentRetry(progress: Progress, fact: Fact): Progress {
  const { checkout, now, policy } = progress;
  switch (fact.type) {
    case 'payment-retry-requested':
      if (retryRefusal(checkout, now, policy) !== undefined) return progress;
      return beginPayment(progress.record('PAYMENT_RETRIED'), fact.attempt);
    case 'payment-authorized':
    case 'payment-review-required':
    case 'payment-captured':
      return handBack(progress, fact);
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
    case 'payment-action-required':
    case 'payment-declined':
    case 'payment-capture-failed':
    case 'payment-cancelled':
    case 'review-decided':
      return progress;
  }
}

/** Nothing is sent again meanwhile: it is up to the buyer. */
function overdue(progress: Progress): Progress {
  const giveUp = givesUpAt(progress.checkout, progress.policy);
  if (giveUp !== null && progress.now < giveUp) return progress;
  return cancel(progress.record('STEP_TIMED_OUT'), 'PAYMENT_DECLINED', notTriedAgain);
}
