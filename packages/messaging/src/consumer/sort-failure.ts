import { backoffMs } from '../backoff.ts';
import { errorCodes } from '../error-codes.ts';
import { errorMessage } from '../error-message.ts';
import { Park, RetryLater } from './handler-errors.ts';

/** What becomes of a message whose handler failed. */
export type FailureDecision =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly counts: boolean }
  | { readonly kind: 'park'; readonly reason: string };

/** Waiting times of messages that come again. */
const retryBackoff = { firstMs: 250, maxMs: 30_000 };

/** Connection, shutdown and overload. Source: PostgreSQL, appendix A; Prisma's error reference. */
const outageCodes =
  /^(ECONN\w+|ETIMEDOUT|EPIPE|08\w{3}|57P0[1-5]|53300|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const outageMessages =
  /connection terminated|timeout exceeded when trying to connect|server closed the connection/i;

/**
 * Sorts a failure: `Park` is put aside at once; `RetryLater` and an outage of the database come again for as long as
 * it takes; anything else comes again until it has failed `maxAttempts` times. `failures` counts those before.
 */
export function sortFailure(
  error: unknown,
  { failures, deliveries, maxAttempts }: { failures: number; deliveries: number; maxAttempts: number },
): FailureDecision {
  if (error instanceof Park) return { kind: 'park', reason: error.message };
  const delayMs = backoffMs(deliveries, retryBackoff);
  if (error instanceof RetryLater) return { kind: 'retry', delayMs: error.delayMs ?? delayMs, counts: false };
  if (isOutage(error)) return { kind: 'retry', delayMs, counts: false };
  if (failures + 1 >= maxAttempts) return { kind: 'park', reason: errorMessage(error) };
  return { kind: 'retry', delayMs, counts: true };
}

function isOutage(error: unknown): boolean {
  if (errorCodes(error).some((code) => outageCodes.test(code))) return true;
  return outageMessages.test(errorMessage(error));
}
