import { setTimeout as delay } from 'node:timers/promises';

/**
 * Serialization failure, deadlock and unique violation, with Prisma's names for them. The last one is lost by the second
 * of two that start a cart for one owner. Source: PostgreSQL 15, appendix A; Prisma's error reference.
 */
const lostRaces = new Set(['40001', '40P01', '23505', 'P2034', 'P2002']);
const maxAttempts = 5;

/** Runs a transaction again, a few times, when it lost against another one. */
export async function retryLostRaces<R>(transaction: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === maxAttempts || !codesOf(error).some((code) => lostRaces.has(code))) throw error;
      await delay(attempt * 10 * (1 + Math.random()));
    }
  }
}

/** The codes of an error and of what it wraps. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  const own = [code, originalCode].filter((value) => typeof value === 'string');
  return [...own, ...[cause, meta, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1))];
}
