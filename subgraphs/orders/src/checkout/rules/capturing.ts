import { cancel, cancelOnRequest } from './cancelling.ts';
import type { Fact } from './fact.ts';
import { givesUpAt } from './policy.ts';
import type { Progress } from './progress.ts';

/** The stock is sold; the money is to be taken. */
export function capturing(progress: Progress, fact: Fact): Progress {
  switch (fact.type) {
    case 'payment-captured':
      return confirm(progress.record('PAYMENT_CAPTURED', { payment: 'captured' }));
    case 'payment-capture-failed':
      return cancel(
        progress.record('PAYMENT_CAPTURE_FAILED', { payment: 'authorized' }, fact.reason),
        'PAYMENT_FAILED',
        fact.reason,
      );
    case 'deadline-passed':
      return overdue(progress);
    case 'cancel-requested':
      return cancelOnRequest(progress, fact.by);
    case 'stock-reserved':
    case 'stock-refused':
    case 'stock-committed':
    case 'stock-commit-refused':
    case 'stock-released':
    case 'reservation-expired':
    case 'payment-authorized':
    case 'payment-action-required':
    case 'payment-declined':
    case 'payment-cancelled':
    case 'payment-retry-requested':
    case 'payment-review-required':
    case 'review-decided':
      return progress;
  }
}

/** The stock is sold and nobody has to look first: takes the money, unless it is taken. */
export function capture(progress: Progress): Progress {
  if (progress.checkout.payment === 'captured') return confirm(progress);
  return progress.with({ payment: 'capture-requested' }).enter('capturing', { type: 'capture-payment' });
}

/** The sale stands: stock is sold and the money is taken. */
function confirm(progress: Progress): Progress {
  return progress
    .enter('confirmed', { type: 'announce-confirmed' })
    .record('ORDER_CONFIRMED', { confirmedAt: progress.now, signals: null });
}

function overdue(progress: Progress): Progress {
  const giveUp = givesUpAt(progress.checkout, progress.policy);
  if (giveUp === null || progress.now < giveUp) return progress.redrive({ type: 'capture-payment' });
  return cancel(progress.record('STEP_TIMED_OUT'), 'PAYMENT_FAILED');
}
