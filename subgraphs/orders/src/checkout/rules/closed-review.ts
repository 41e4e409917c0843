import type { Checkout } from '../../order/door.ts';
import type { Progress } from './progress.ts';

/** What becomes of the review of an order that is given up: one that nobody has decided is withdrawn. */
export function closedReview({ checkout, now }: Progress): Partial<Checkout> {
  return checkout.reviewState === 'OPEN' ? { reviewState: 'WITHDRAWN', reviewDecidedAt: now } : {};
}
