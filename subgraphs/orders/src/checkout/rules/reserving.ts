import { cancel, cancelOnRequest } from './cancelling.ts';
import type { Fact } from './fact.ts';
import { givesUpAt, payUntilFor } from './policy.ts';
import type { Progress } from './progress.ts';

/** Stock is requested. */
export function reserving(progress: Progress, fact: Fact): Progress {
  switch (fact.type) {
    case 'stock-reserved':
      return progress
        .record('STOCK_RESERVED', {
          stock: 'reserved',
          payment: 'requested',
          reservationExpiresAt: fact.expiresAt,
          payUntil: payUntilFor(fact.expiresAt, progress.policy),
        })
        .enter('authorizing', { type: 'authorize-payment' });
    case 'stock-refused':
      return cancel(progress.record('STOCK_REFUSED', { stock: 'refused' }), fact.reason ?? 'OUT_OF_STOCK');
    case 'reservation-expired':
      return cancel(progress.record('RESERVATION_EXPIRED'), 'RESERVATION_EXPIRED');
    case 'deadline-passed':
      return overdue(progress);
    case 'cancel-requested':
      return cancelOnRequest(progress, fact.by);
    case 'stock-committed':
    case 'stock-commit-refused':
    case 'stock-released':
    case 'payment-authorized':
    case 'payment-action-required':
    case 'payment-declined':
    case 'payment-captured':
    case 'payment-capture-failed':
    case 'payment-cancelled':
    case 'payment-retry-requested':
    case 'payment-review-required':
    case 'review-decided':
      return progress;
  }
}

function overdue(progress: Progress): Progress {
  const giveUp = givesUpAt(progress.checkout, progress.policy);
  if (giveUp === null || progress.now < giveUp) return progress.redrive({ type: 'reserve-stock' });
  return cancel(progress.record('STEP_TIMED_OUT'), 'STOCK_TIMED_OUT');
}
