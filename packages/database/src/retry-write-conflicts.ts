import { backoffMs, isWriteConflict } from '@cartwright/errors';
import { setTimeout as delay } from 'node:timers/promises';

/** The sources of time and chance for the back-off, so that a test can replace them. */
export interface RetryTiming {
  readonly wait: (ms: number) => Promise<unknown>;
  /** At least 0, less than 1. */
  readonly random: () => number;
}

const realTiming: RetryTiming = { wait: (ms) => delay(ms), random: () => Math.random() };
const maxAttempts = 5;
const backoff = { firstMs: 20, maxMs: 500 };

/** Options of `retryWriteConflicts`. */
export interface RetryOptions {
  readonly timing?: RetryTiming | undefined;
  /** Other errors to retry, for example a unique violation that the next attempt will check for. */
  readonly alsoRetry?: ((error: unknown) => boolean) | undefined;
}

/** Runs a transaction, and repeats it after a write conflict: five attempts in all, with growing back-off. */
export async function retryWriteConflicts<R>(
  transaction: () => Promise<R>,
  { timing = realTiming, alsoRetry = () => false }: RetryOptions = {},
): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= maxAttempts || !(isWriteConflict(error) || alsoRetry(error))) throw error;
      await timing.wait(backoffMs(attempt, backoff, timing.random));
    }
  }
}
