import type { Redis } from 'ioredis';

const key = 'cartwright:health';
const keptMs = 1_000;

/**
 * Writes something that is gone after a second: a Redis that is full, a replica or still loading answers, and counts nothing.
 * @throws Error that says what Redis does not do
 */
export async function assertRedisTakesWrites(redis: Pick<Redis, 'status' | 'set'>): Promise<void> {
  if (redis.status !== 'ready') throw new Error('Redis is unreachable: limits are counted in memory');
  try {
    await redis.set(key, '1', 'PX', keptMs);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Redis takes no writes, limits are counted in memory: ${reason}`, { cause: error });
  }
}
