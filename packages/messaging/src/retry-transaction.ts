import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from './backoff.ts';
import { isWriteConflict } from './database-errors.ts';

const maxAttempts = 5;

/** Runs a transaction again, a few times, when it lost against another one. */
export async function retryTransaction<R>(transaction: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= maxAttempts || !isWriteConflict(error)) throw error;
      await delay(backoffMs(attempt, { firstMs: 20, maxMs: 500 }));
    }
  }
}
