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
    payingMarginMs: Math.min(minuteMs, reservationMs / 10),
    maxPaymentAttempts: 5,
    capturingGivesUpAfterMs: 15 * minuteMs,
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
  if (isUpToBuyer(checkout)) return giveUp;
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

/** Whether the checkout waits for the buyer alone, so that there is nothing to ask for again. */
function isUpToBuyer({ step, payment }: Checkout): boolean {
  return step === 'awaiting-payment-retry' || (step === 'authorizing' && payment === 'action-required');
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
