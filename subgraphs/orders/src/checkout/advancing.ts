import type { Parts } from '../parts.ts';
import { checkoutsWithin } from './repository.ts';
import { signalsWith } from './buyer-signals.ts';
import { createPolicy } from './rules/policy.ts';
import type { ReturnTargets } from './rules/return-url.ts';
import type { AdvanceDependencies } from './use-cases/advance-checkouts.ts';

/** What every advance of a checkout needs, in a real subgraph. */
export function advancing({ config, now }: Pick<Parts, 'config' | 'now'>): AdvanceDependencies {
  const policy = createPolicy({
    stepTimeoutSeconds: config.CHECKOUT_STEP_TIMEOUT_SECONDS,
    reservationSeconds: config.CHECKOUT_RESERVATION_SECONDS,
    reviewSeconds: config.CHECKOUT_REVIEW_SECONDS,
  });
  return { policy, now, checkouts: checkoutsWithin };
}

/** What recognises buyers by hashes that only this key makes. */
export function signalsOf({ config }: Pick<Parts, 'config'>): ReturnType<typeof signalsWith> {
  return signalsWith(config.BUYER_SIGNALS_KEY);
}

/** Where buyers may be led after confirming at the bank. */
export function returnTargetsOf({ config }: Pick<Parts, 'config'>): ReturnTargets {
  return {
    origins: new Set(config.CHECKOUT_RETURN_ORIGINS),
    schemes: new Set(config.CHECKOUT_RETURN_SCHEMES),
  };
}
