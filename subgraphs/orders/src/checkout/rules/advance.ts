import { authorizing } from './authorizing.ts';
import { cancelled, cancelling } from './cancelling.ts';
import { capturing } from './capturing.ts';
import type { Checkout } from '../../order/door.ts';
import { committing } from './committing.ts';
import { confirmed } from './confirmed.ts';
import type { Fact } from './fact.ts';
import type { CheckoutPolicy } from './policy.ts';
import { Progress, type Advance } from './progress.ts';
import { reserving } from './reserving.ts';

const rules = { reserving, authorizing, committing, capturing, confirmed, cancelling, cancelled };

/**
 * Takes one checkout through one fact. Pure: the caller stores `checkout` and `timeline` and puts `send` into the
 * outbox, in one transaction. A fact that no longer applies gives the very same checkout, and nothing to store.
 */
export function advance(checkout: Checkout, fact: Fact, now: Date, policy: CheckoutPolicy): Advance {
  const progress = new Progress({ checkout, send: [], timeline: [] }, now, policy);
  const isEarly =
    fact.type === 'deadline-passed' &&
    (checkout.deadlineAt === null || (checkout.deadlineAt > now && fact.isForced !== true));
  const { send, timeline, checkout: next } = isEarly ? progress : rules[checkout.step](progress, fact);
  return { checkout: next, send, timeline };
}
