import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import type { Checkout } from '../../order/door.ts';
import { orderStatusOf, paymentStatusOf, payUntilOf } from '../../order/rules/order-status.ts';
import type { Fact } from './fact.ts';
import { createPolicy } from './policy.ts';
import { retryRefusal } from './retrying-payment.ts';

const policy = createPolicy();
const start = new Date('2026-01-02T10:00:00.000Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const paymentId = 'first';
const reserved: Fact = { type: 'stock-reserved', expiresAt: at(900) };
const authorized: Fact = { type: 'payment-authorized', paymentId };
const committed: Fact = { type: 'stock-committed' };
const captured: Fact = { type: 'payment-captured', paymentId };
const cancel: Fact = { type: 'cancel-requested', by: 'customer' };
const approved: Fact = { type: 'review-decided', decision: 'APPROVE' };
const rejected: Fact = { type: 'review-decided', decision: 'REJECT' };
const required = (authorizedUntil: Date | null): Fact => ({
  type: 'payment-review-required',
  paymentId,
  reasons: ['AMOUNT_HIGH'],
  authorizedUntil,
});
const reviewRequired = required(null);

/** A checkout that has taken in these facts, one per second. */
function after(...learned: Fact[]): Checkout {
  const begun = beginCheckout({ paymentId, paymentMethodToken: 'sim_ok', returnUrl: null }, start, policy);
  return learned.reduce(
    (checkout, fact, index) => advance(checkout, fact, at(index + 1), policy).checkout,
    begun.checkout,
  );
}

const inReview = after(reserved, reviewRequired, committed);

describe('a payment that a person has to look at', () => {
  const soon = at(60);

  it('shows the buyer that it is being checked, and holds what is sold for the order', () => {
    expect(inReview).toMatchObject({ stock: 'committed', payment: 'in-review', reviewState: 'OPEN' });
    expect(orderStatusOf(inReview)).toBe('CREATED');
    expect(paymentStatusOf(inReview)).toBe('IN_REVIEW');
    expect(payUntilOf(inReview)).toBeNull();
    expect(retryRefusal(inReview, soon, policy)).toBe('IN_REVIEW');
  });

  it('is told to the buyer when it keeps the order waiting, not when staff were faster than products', () => {
    const sentAt = (checkout: Checkout) =>
      advance(checkout, committed, soon, policy).send.map(({ type }) => type);
    expect(sentAt(after(reserved, reviewRequired))).toEqual(['announce-in-review']);
    expect(sentAt(after(reserved, reviewRequired, approved))).toEqual(['capture-payment']);
  });

  it('is taken after it was approved, also when staff are faster than products', () => {
    const early = after(reserved, reviewRequired, approved);
    expect(early).toMatchObject({ step: 'committing', payment: 'authorized', reviewState: 'APPROVED' });
    expect(advance(early, committed, soon, policy)).toMatchObject({
      checkout: { step: 'capturing' },
      send: [{ type: 'capture-payment' }],
    });
    expect(after(reserved, reviewRequired, committed, approved, captured).step).toBe('confirmed');
  });

  it('is a declined one to the buyer when it was rejected: undone, and the stock goes back', () => {
    const { checkout, send } = advance(inReview, rejected, soon, policy);
    expect(checkout).toMatchObject({
      step: 'cancelling',
      reviewState: 'REJECTED',
      cancellationReason: 'PAYMENT_DECLINED',
      cancellationMessage: 'The payment was declined.',
    });
    expect(send.map(({ type }) => type)).toEqual(['release-stock', 'cancel-payment']);
  });

  it('is undone when nobody decides in time, to the millisecond, whoever comes first', () => {
    const { reviewUntil } = inReview;
    if (reviewUntil === null) throw new Error('There is no end of the review');
    expect(inReview.deadlineAt).toEqual(reviewUntil);
    const before = new Date(reviewUntil.getTime() - 1);
    expect(advance(inReview, approved, before, policy).checkout.step).toBe('capturing');
    expect(advance(inReview, approved, reviewUntil, policy).checkout).toBe(inReview);
    expect(advance(inReview, rejected, reviewUntil, policy).checkout).toBe(inReview);
    expect(advance(inReview, { type: 'deadline-passed' }, reviewUntil, policy).checkout).toMatchObject({
      step: 'cancelling',
      reviewState: 'TIMED_OUT',
      cancellationReason: 'PAYMENT_REVIEW_TIMED_OUT',
    });
  });

  it('is given up half an hour before the provider lets go of the money', () => {
    expect(after(reserved, required(at(7_200))).reviewUntil).toEqual(at(7_200 - 1_800));
    expect(after(reserved, required(at(604_800))).reviewUntil).toEqual(at(2 + 86_400));
  });

  it('is decided once: later decisions, and those after a cancellation, change nothing', () => {
    const { checkout: capturing } = advance(inReview, approved, soon, policy);
    expect(advance(capturing, rejected, soon, policy).checkout).toBe(capturing);
    const { checkout: withdrawn } = advance(inReview, cancel, soon, policy);
    expect(withdrawn.reviewState).toBe('WITHDRAWN');
    expect(advance(withdrawn, approved, soon, policy).checkout).toBe(withdrawn);
    const committing = after(reserved, authorized);
    expect(advance(committing, approved, soon, policy).checkout).toBe(committing);
  });
});
