import { authorizing } from './authorizing.ts';
import { awaitingPaymentRetry } from './awaiting-payment-retry.ts';
import { cancelled, cancelling } from './cancelling.ts';
import { capturing } from './capturing.ts';
import type { Checkout } from '../../order/door.ts';
import { committing } from './committing.ts';
import { confirmed } from './confirmed.ts';
import type { Fact } from './fact.ts';
import { handBack } from './hand-back.ts';
import type { CheckoutPolicy } from './policy.ts';
import { Progress, type Advance } from './progress.ts';
import { replacingPayment } from './replacing-payment.ts';
import { reserving } from './reserving.ts';
import { reviewing } from './reviewing.ts';

const rules = {
  reserving,
  authorizing,
  'awaiting-payment-retry': awaitingPaymentRetry,
  'replacing-payment': replacingPayment,
  committing,
  reviewing,
  capturing,
  confirmed,
  cancelling,
  cancelled,
};

/**
 * Takes one checkout through one fact. Pure: the caller stores `checkout` and `timeline` and puts `send` into the
 * outbox, in one transaction. A fact that no longer applies gives the very same checkout, and nothing to store.
 */
export function advance(checkout: Checkout, fact: Fact, now: Date, policy: CheckoutPolicy): Advance {
  const progress = new Progress({ checkout, send: [], timeline: [] }, now, policy);
  const { send, timeline, checkout: next } = taken(progress, fact);
  return { checkout: next, send, timeline };
}

function taken(progress: Progress, fact: Fact): Progress {
  const { checkout, now } = progress;
  const { step, deadlineAt, paymentId } = checkout;
  if (fact.type === 'deadline-passed') {
    const isEarly = deadlineAt === null || (deadlineAt > now && fact.isForced !== true);
    return isEarly ? progress : rules[step](progress, fact);
  }
  return 'paymentId' in fact && fact.paymentId !== paymentId
    ? handBack(progress, fact)
    : rules[step](progress, fact);
}
