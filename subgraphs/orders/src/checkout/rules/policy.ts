import type { Checkout } from '../../order/door.ts';

/** The time limits of a checkout. */
export interface CheckoutPolicy {
  /** After how long an unanswered command is sent again; doubles with each time. */
  readonly redriveAfterMs: number;
  readonly maxRedriveMs: number;
  readonly reservingGivesUpAfterMs: number;
  /** For how long stock is to be reserved. */
  readonly reservationMs: number;
  /** How long before the end of the reservation the payment is given up: what is paid then can still be sold. */
  readonly payingMarginMs: number;
  /** How many payments the buyer can begin for one order, the first included. */
  readonly maxPaymentAttempts: number;
  readonly capturingGivesUpAfterMs: number;
  /** For how long staff can look at a payment that is in review. */
  readonly reviewMs: number;
  /** How long before the end of the authorisation a review is given up: what is approved then can still be taken. */
  readonly reviewMarginMs: number;
}

const minuteMs = 60_000;

/** The policy for a given wait before the first re-drive, and given lengths of reservations and of reviews, all in seconds. */
export function createPolicy({
  stepTimeoutSeconds = 10,
  reservationSeconds = 900,
  reviewSeconds = 86_400,
} = {}): CheckoutPolicy {
  const redriveAfterMs = stepTimeoutSeconds * 1000;
  const reservationMs = reservationSeconds * 1000;
  return {
    redriveAfterMs,
    maxRedriveMs: Math.max(minuteMs, redriveAfterMs),
    reservingGivesUpAfterMs: 2 * minuteMs,
    reservationMs,
    payingMarginMs: Math.min(minuteMs, reservationMs / 10),
    maxPaymentAttempts: 5,
    capturingGivesUpAfterMs: 15 * minuteMs,
    reviewMs: reviewSeconds * 1000,
    reviewMarginMs: 30 * minuteMs,
  };
}

/** When the step is given up; null for one that is repeated until it is answered. */
export function givesUpAt(checkout: Checkout, policy: CheckoutPolicy): Date | null {
  const { step, stepStartedAt, payUntil } = checkout;
  switch (step) {
    case 'reserving':
      return after(stepStartedAt, policy.reservingGivesUpAfterMs);
    case 'authorizing':
    case 'awaiting-payment-retry':
    case 'replacing-payment':
      return payUntil ?? stepStartedAt;
    case 'reviewing':
      return checkout.reviewUntil ?? stepStartedAt;
    case 'capturing':
      return after(stepStartedAt, policy.capturingGivesUpAfterMs);
    case 'committing':
    case 'confirmed':
    case 'cancelling':
    case 'cancelled':
      return null;
  }
}

/** The deadline of a checkout whose step's command has just been sent for the `attempt`-th time. */
export function nextDeadline(checkout: Checkout, now: Date, policy: CheckoutPolicy): Date | null {
  if (checkout.step === 'confirmed' || checkout.step === 'cancelled') return null;
  const giveUp = givesUpAt(checkout, policy);
  if (isUpToPeople(checkout)) return giveUp;
  const waitMs = Math.min(
    policy.maxRedriveMs,
    policy.redriveAfterMs * 2 ** Math.min(checkout.attempt - 1, 20),
  );
  const redrive = after(now, waitMs);
  return giveUp !== null && giveUp < redrive ? giveUp : redrive;
}

/** Until when an order can be paid whose stock is set aside until then. */
export function payUntilFor(reservationExpiresAt: Date, { payingMarginMs }: CheckoutPolicy): Date {
  return after(reservationExpiresAt, -payingMarginMs);
}

/** Until when staff can look at a payment whose authorisation ends then; it ends when the provider says, or nobody knows. */
export function reviewUntilFor(
  authorizedUntil: Date | null,
  now: Date,
  { reviewMs, reviewMarginMs }: CheckoutPolicy,
): Date {
  const end = after(now, reviewMs);
  const last = authorizedUntil === null ? end : after(authorizedUntil, -reviewMarginMs);
  return last < end ? last : end;
}

/** Whether the checkout waits for the buyer or the staff alone, so that there is nothing to ask for again. */
function isUpToPeople({ step, payment }: Checkout): boolean {
  const isBuyers =
    step === 'awaiting-payment-retry' || (step === 'authorizing' && payment === 'action-required');
  return isBuyers || step === 'reviewing';
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
