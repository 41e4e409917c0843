import { isWriteConflict } from '@cartwright/errors';
import { backoffMs } from './backoff.ts';
import type { Timing } from './timing.ts';

const maxAttempts = 5;

/** Runs a transaction again, a few times, when it lost against another one. */
export async function retryTransaction<R>(
  { wait, random }: Timing,
  transaction: () => Promise<R>,
): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= maxAttempts || !isWriteConflict(error)) throw error;
      await wait(backoffMs(attempt, { firstMs: 20, maxMs: 500 }, random));
    }
  }
}
