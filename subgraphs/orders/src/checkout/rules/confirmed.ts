import { cancelOnRequest } from './cancelling.ts';
import type { Fact } from './fact.ts';
import type { Progress } from './progress.ts';

/** The sale stands; until it is shipped it can still be cancelled. */
export function confirmed(progress: Progress, fact: Fact): Progress {
  const isCancellable = progress.checkout.fulfillment === 'UNFULFILLED';
  return fact.type === 'cancel-requested' && isCancellable ? cancelOnRequest(progress, fact.by) : progress;
}
