import { errorCodes } from './error-codes.ts';
import { backoffMs } from './backoff.ts';
import { setTimeout as delay } from 'node:timers/promises';

/** Serialization failure, deadlock, and Prisma's name for both. Source: PostgreSQL, appendix A. */
const conflictCodes = new Set(['40001', '40P01', 'P2034']);
const maxAttempts = 5;

/** Runs a transaction again, a few times, when it lost against another one. */
export async function retryTransaction<R>(transaction: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= maxAttempts || !isConflict(error)) throw error;
      await delay(backoffMs(attempt, { firstMs: 20, maxMs: 500 }));
    }
  }
}

function isConflict(error: unknown): boolean {
  return errorCodes(error).some((code) => conflictCodes.has(code));
}
