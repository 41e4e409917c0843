import { cancel, cancelOnRequest } from './cancelling.ts';
import { capture } from './capturing.ts';
import type { Fact } from './fact.ts';
import type { Progress } from './progress.ts';
import { decideReview, isInReview } from './reviewing.ts';

/** The payment is authorised; the reserved stock is to be sold. This step is repeated until products answers. */
export function committing(progress: Progress, fact: Fact): Progress {
  switch (fact.type) {
    case 'stock-committed':
      return goOn(progress.record('STOCK_COMMITTED', { stock: 'committed' }));
    case 'stock-commit-refused':
      return cancel(progress.record('STOCK_COMMIT_REFUSED'), 'RESERVATION_EXPIRED');
    case 'reservation-expired':
      return cancel(progress.record('RESERVATION_EXPIRED'), 'RESERVATION_EXPIRED');
    case 'payment-captured': // no other message says so: it must be recorded now
      return progress.checkout.payment === 'captured'
        ? progress
        : progress.record('PAYMENT_CAPTURED', { payment: 'captured' });
    case 'deadline-passed':
      return progress.redrive({ type: 'commit-stock' });
    case 'cancel-requested':
      return cancelOnRequest(progress, fact.by);
    case 'stock-reserved':
    case 'stock-refused':
    case 'stock-released':
    case 'payment-authorized':
    case 'payment-action-required':
    case 'payment-declined':
    case 'payment-capture-failed':
    case 'payment-cancelled':
    case 'payment-retry-requested':
    case 'payment-review-required':
      return progress;
    case 'review-decided':
      return decideReview(progress, fact.decision);
  }
}

/** What is sold cannot expire: so long as a review lasts, nobody else can have it. From here on the buyer waits, and is told. */
function goOn(progress: Progress): Progress {
  if (!isInReview(progress.checkout)) return capture(progress);
  return progress.enter('reviewing', { type: 'announce-in-review' });
}
