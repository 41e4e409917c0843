import { backoffMs, isTransient } from '@cartwright/errors';
import { errorMessage } from '../error-message.ts';
import { Park, RetryLater } from './handler-errors.ts';

/** What happens to a message whose handler failed. */
export type FailureDecision =
  /** `counts`: the failure counts towards `maxAttempts`. */
  | { readonly kind: 'retry'; readonly delayMs: number; readonly counts: boolean }
  | { readonly kind: 'park'; readonly reason: string };

/** What is known of a message that failed; `failures` counts its earlier ones. */
export interface FailureHistory {
  readonly failures: number;
  readonly deliveries: number;
  readonly maxAttempts: number;
  readonly random?: () => number;
}

/** Back-off of ordinary retries. */
const retryBackoff = { firstMs: 250, maxMs: 30_000 };
/** Shorter, so that messages are retried within seconds of the database's return, however long it was away. */
const outageBackoff = { firstMs: 250, maxMs: 5_000 };

/**
 * Decides between retry and parking: `Park` parks at once; `RetryLater`, an outage of the database and a conflict with
 * another transaction are retried without limit; anything else is retried until it has failed `maxAttempts` times.
 */
export function classifyFailure(
  error: unknown,
  { failures, deliveries, maxAttempts, random }: FailureHistory,
): FailureDecision {
  if (error instanceof Park) return { kind: 'park', reason: error.message };
  const delayMs = backoffMs(deliveries, retryBackoff, random);
  if (error instanceof RetryLater) return { kind: 'retry', delayMs: error.delayMs ?? delayMs, counts: false };
  if (isTransient(error)) {
    return { kind: 'retry', delayMs: backoffMs(deliveries, outageBackoff, random), counts: false };
  }
  if (failures + 1 >= maxAttempts) return { kind: 'park', reason: errorMessage(error) };
  return { kind: 'retry', delayMs, counts: true };
}
