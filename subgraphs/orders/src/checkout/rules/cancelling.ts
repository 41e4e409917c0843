import type { CancellationReason } from '../../order/door.ts';
import { holdsMoney, holdsStock } from './holdings.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';
import type { Progress } from './progress.ts';
import { closedReview } from './closed-review.ts';

const cancellationMessages: Record<CancellationReason, string> = {
  OUT_OF_STOCK: 'Something in the order is out of stock.',
  OFFER_SOLD_OUT: 'An offer in the order is sold out.',
  OFFER_LIMIT_REACHED: 'The order has more pieces of an offer than one buyer may have.',
  OFFER_NOT_ADMITTED: 'Others wait for an offer in the order, and it was not the turn of this buyer.',
  PAYMENT_DECLINED: 'The payment was declined.',
  PAYMENT_TIMED_OUT: 'The payment was not confirmed in time.',
  PAYMENT_FAILED: 'The payment could not be taken.',
  PAYMENT_REVIEW_TIMED_OUT: 'The payment could not be checked in time.',
  RESERVATION_EXPIRED: 'The items were set aside for too long.',
  STOCK_TIMED_OUT: 'The items could not be set aside in time.',
  CUSTOMER_REQUEST: 'Cancelled by the buyer.',
  STAFF_REQUEST: 'Cancelled by the shop.',
};

/** What was done is being compensated, until every compensation is confirmed. */
export function cancelling(progress: Progress, fact: Fact): Progress {
  const { checkout } = progress;
  switch (fact.type) {
    case 'stock-released':
      if (!holdsStock(checkout)) return progress;
      return endIfDone(progress.record('STOCK_RELEASED', { stock: 'released' }));
    case 'payment-cancelled':
      return holdsMoney(checkout) ? undone(progress, fact.outcome) : progress;
    case 'payment-authorized':
    case 'payment-review-required':
      if (checkout.payment !== 'requested' && checkout.payment !== 'action-required')
        return late(progress, fact);
      return progress.record('PAYMENT_AUTHORIZED', { payment: 'authorized' });
    case 'payment-captured':
      if (!holdsMoney(checkout)) return late(progress, fact);
      if (checkout.payment === 'captured') return progress;
      return progress.record('PAYMENT_CAPTURED', { payment: 'captured' });
    case 'deadline-passed':
      return progress.redrive(...compensations(progress));
    case 'stock-reserved':
    case 'stock-committed':
      return late(progress, fact);
    case 'stock-refused':
    case 'stock-commit-refused':
    case 'reservation-expired':
    case 'payment-action-required':
    case 'payment-declined':
    case 'payment-capture-failed':
    case 'payment-retry-requested':
    case 'cancel-requested':
    case 'review-decided':
      return progress;
  }
}

/** Nothing is awaited; stock or money that arrives late is given back. */
export function cancelled(progress: Progress, fact: Fact): Progress {
  return late(progress, fact);
}

/** Begins to undo what was done; where there is nothing to undo, the order is cancelled at once. */
export function cancel(progress: Progress, reason: CancellationReason, message?: string): Progress {
  const cancellationMessage = message ?? cancellationMessages[reason];
  const cancellation = {
    cancellationReason: reason,
    cancellationMessage,
    cancelRequestedAt: progress.now,
    nextPayment: null,
    ...closedReview(progress),
  };
  const marked = progress.with(cancellation);
  return endIfDone(marked.enter('cancelling', ...compensations(marked)));
}

/** Cancels for the buyer or for staff. */
export function cancelOnRequest(progress: Progress, by: 'customer' | 'staff'): Progress {
  return cancel(progress.record('CANCEL_REQUESTED'), by === 'staff' ? 'STAFF_REQUEST' : 'CUSTOMER_REQUEST');
}

/** Ends the cancellation once nothing is held any more. */
function endIfDone(progress: Progress): Progress {
  if (holdsStock(progress.checkout) || holdsMoney(progress.checkout)) return progress;
  return progress
    .enter('cancelled', { type: 'announce-cancelled' })
    .record('ORDER_CANCELLED', { cancelledAt: progress.now, signals: null });
}

function undone(progress: Progress, outcome: 'voided' | 'refunded' | 'nothing-to-undo'): Progress {
  return endIfDone(
    outcome === 'refunded'
      ? progress.record('PAYMENT_REFUNDED', { payment: 'refunded' })
      : progress.record('PAYMENT_VOIDED', { payment: 'voided' }),
  );
}

function compensations({ checkout }: Progress): Command[] {
  const { paymentId, cancellationMessage } = checkout;
  const reason = cancellationMessage ?? '';
  return [
    ...(holdsStock(checkout) ? [{ type: 'release-stock', reason } as const] : []),
    ...(holdsMoney(checkout) ? [{ type: 'cancel-payment', paymentId, reason } as const] : []),
  ];
}

/** Gives back stock or money that arrives after its compensation; a compensation that is still under way covers it too. */
function late(progress: Progress, { type }: Fact): Progress {
  const { checkout } = progress;
  const { paymentId, cancellationMessage } = checkout;
  const reason = cancellationMessage ?? '';
  const gainsStock = type === 'stock-reserved' || type === 'stock-committed';
  const gainsMoney = ['payment-authorized', 'payment-review-required', 'payment-captured'].includes(type);
  if (gainsStock && !holdsStock(checkout)) return progress.sending({ type: 'release-stock', reason });
  if (gainsMoney && !holdsMoney(checkout))
    return progress.sending({ type: 'cancel-payment', paymentId, reason });
  return progress;
}
