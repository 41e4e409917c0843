import type { Checkout } from '../../order/door.ts';

/** The time limits of a checkout. */
export interface CheckoutPolicy {
  /** After how long an unanswered command is sent again; doubles with each time. */
  readonly redriveAfterMs: number;
  readonly maxRedriveMs: number;
  readonly reservingGivesUpAfterMs: number;
  /** For how long stock is to be reserved. */
  readonly reservationMs: number;
  /** How long before the end of the reservation the payment is given up. */
  readonly authorizingMarginMs: number;
  readonly capturingGivesUpAfterMs: number;
}

const minuteMs = 60_000;

/** The policy for a given wait before the first re-drive, in seconds, and a given length of reservations. */
export function createPolicy({ stepTimeoutSeconds = 10, reservationSeconds = 900 } = {}): CheckoutPolicy {
  const redriveAfterMs = stepTimeoutSeconds * 1000;
  const reservationMs = reservationSeconds * 1000;
  return {
    redriveAfterMs,
    maxRedriveMs: Math.max(minuteMs, redriveAfterMs),
    reservingGivesUpAfterMs: 2 * minuteMs,
    reservationMs,
    authorizingMarginMs: Math.min(minuteMs, reservationMs / 10),
    capturingGivesUpAfterMs: 15 * minuteMs,
  };
}

/** When the step is given up; null for one that is repeated until it is answered. */
export function givesUpAt(checkout: Checkout, policy: CheckoutPolicy): Date | null {
  const { step, stepStartedAt, reservationExpiresAt } = checkout;
  switch (step) {
    case 'reserving':
      return after(stepStartedAt, policy.reservingGivesUpAfterMs);
    case 'authorizing':
      return after(reservationExpiresAt ?? stepStartedAt, -policy.authorizingMarginMs);
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
  if (checkout.payment === 'action-required' && checkout.step === 'authorizing') return giveUp;
  const waitMs = Math.min(
    policy.maxRedriveMs,
    policy.redriveAfterMs * 2 ** Math.min(checkout.attempt - 1, 20),
  );
  const redrive = after(now, waitMs);
  return giveUp !== null && giveUp < redrive ? giveUp : redrive;
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
