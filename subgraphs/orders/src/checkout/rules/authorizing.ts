import { cancel, cancelOnRequest } from './cancelling.ts';
import type { Fact } from './fact.ts';
import { givesUpAt } from './policy.ts';
import type { Progress } from './progress.ts';
import { openReview } from './reviewing.ts';
import { replacePayment, retryRefusal } from './retrying-payment.ts';

/** Stock is reserved and the payment is requested. */
export function authorizing(progress: Progress, fact: Fact): Progress {
  switch (fact.type) {
    case 'payment-authorized':
      return commit(progress.record('PAYMENT_AUTHORIZED', { payment: 'authorized' }));
    case 'payment-review-required':
      return commit(openReview(progress, fact));
    case 'payment-captured': // a provider that takes the money at once, or an answer that overtook another
      return commit(progress.record('PAYMENT_CAPTURED', { payment: 'captured' }));
    case 'payment-action-required':
      return waitForBuyer(progress);
    case 'payment-declined':
      return declined(progress, fact);
    case 'payment-retry-requested':
      return replacePayment(progress, fact.attempt);
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
    case 'payment-capture-failed':
    case 'payment-cancelled':
    case 'review-decided':
      return progress;
  }
}

function commit(progress: Progress): Progress {
  return progress.enter('committing', { type: 'commit-stock' });
}

/** Unless no other payment can help, the buyer may pay in another way. */
function declined(progress: Progress, { reason, isFinal }: { reason: string; isFinal: boolean }): Progress {
  const known = progress.record('PAYMENT_DECLINED', { payment: 'declined' }, reason);
  return isFinal || retryRefusal(known.checkout, known.now, known.policy) !== undefined
    ? cancel(known, 'PAYMENT_DECLINED', reason)
    : known.enter('awaiting-payment-retry');
}

function waitForBuyer(progress: Progress): Progress {
  if (progress.checkout.payment === 'action-required') return progress;
  return progress.record('PAYMENT_ACTION_REQUIRED', { payment: 'action-required' }).awaiting();
}

function overdue(progress: Progress): Progress {
  const giveUp = givesUpAt(progress.checkout, progress.policy);
  if (giveUp !== null && progress.now >= giveUp) {
    return cancel(progress.record('STEP_TIMED_OUT'), 'PAYMENT_TIMED_OUT');
  }
  return progress.redrive({ type: 'authorize-payment' });
}
