import type { Checkout } from '../../order/door.ts';
import { cancel, cancelOnRequest } from './cancelling.ts';
import { capture } from './capturing.ts';
import type { Fact } from './fact.ts';
import { givesUpAt, reviewUntilFor } from './policy.ts';
import type { Progress } from './progress.ts';

type ReviewRequired = Extract<Fact, { type: 'payment-review-required' }>;

/** The money is set aside and the stock is sold; staff look at the payment before it is taken. */
export function reviewing(progress: Progress, fact: Fact): Progress {
  switch (fact.type) {
    case 'review-decided':
      return decideReview(progress, fact.decision);
    case 'payment-captured': // the provider took it by itself; whether the sale stands is still up to the staff
      return progress.checkout.payment === 'captured'
        ? progress
        : progress.record('PAYMENT_CAPTURED', { payment: 'captured' });
    case 'payment-capture-failed':
      return cancel(
        progress.record('PAYMENT_CAPTURE_FAILED', {}, fact.reason),
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
    case 'payment-review-required':
    case 'payment-action-required':
    case 'payment-declined':
    case 'payment-cancelled':
    case 'payment-retry-requested':
      return progress;
  }
}

/** Whether the money must not be taken before staff have looked. */
export function isInReview({ reviewState }: Pick<Checkout, 'reviewState'>): boolean {
  return reviewState === 'OPEN';
}

/** The buyer learns that the payment is being checked, and never why. */
export function openReview(progress: Progress, { reasons, authorizedUntil }: ReviewRequired): Progress {
  return progress.record('PAYMENT_IN_REVIEW', {
    payment: 'in-review',
    reviewState: 'OPEN',
    reviewReasons: [...reasons],
    reviewOpenedAt: progress.now,
    reviewUntil: reviewUntilFor(authorizedUntil, progress.now, progress.policy),
  });
}

/** Staff may be faster than products, which sells the items meanwhile. To the millisecond of `reviewUntil` it is too late, whether the sweeper has come by or not. */
export function decideReview(progress: Progress, decision: 'APPROVE' | 'REJECT'): Progress {
  const { reviewUntil } = progress.checkout;
  if (!isInReview(progress.checkout) || reviewUntil === null || progress.now >= reviewUntil) return progress;
  return decision === 'APPROVE' ? approve(progress) : reject(progress);
}

function approve(progress: Progress): Progress {
  const { checkout, now } = progress;
  const payment = checkout.payment === 'captured' ? 'captured' : 'authorized';
  const change = { payment, reviewState: 'APPROVED', reviewDecidedAt: now } as const;
  const passed = progress.record('PAYMENT_REVIEW_PASSED', change);
  return checkout.step === 'reviewing' ? capture(passed) : passed;
}

/** To the buyer it is a payment that was declined: what gave the shop doubts is nobody's business. */
function reject(progress: Progress): Progress {
  const closed = progress.with({ reviewState: 'REJECTED', reviewDecidedAt: progress.now });
  return cancel(closed.record('PAYMENT_DECLINED'), 'PAYMENT_DECLINED');
}

function overdue(progress: Progress): Progress {
  const giveUp = givesUpAt(progress.checkout, progress.policy);
  if (giveUp !== null && progress.now < giveUp) return progress;
  const closed = progress.with({ reviewState: 'TIMED_OUT', reviewDecidedAt: progress.now });
  return cancel(closed.record('STEP_TIMED_OUT'), 'PAYMENT_REVIEW_TIMED_OUT');
}
