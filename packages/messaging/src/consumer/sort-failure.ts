import { isTransient } from '@cartwright/errors';
import { backoffMs } from '../backoff.ts';
import { errorMessage } from '../error-message.ts';
import { Park, RetryLater } from './handler-errors.ts';

/** What becomes of a message whose handler failed. */
export type FailureDecision =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly counts: boolean }
  | { readonly kind: 'park'; readonly reason: string };

/** What is known of a message that failed; `failures` counts those before. */
export interface FailureHistory {
  readonly failures: number;
  readonly deliveries: number;
  readonly maxAttempts: number;
  readonly random?: () => number;
}

/** Waiting times of messages that come again. */
const retryBackoff = { firstMs: 250, maxMs: 30_000 };
/** However long the database was away, what waited for it goes on within seconds of its return. */
const outageBackoff = { firstMs: 250, maxMs: 5_000 };

/**
 * Sorts a failure: `Park` is put aside at once; `RetryLater`, an outage of the database and a lost race against other
 * transactions come again for as long as it takes; anything else comes again until it has failed `maxAttempts` times.
 */
export function sortFailure(
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
