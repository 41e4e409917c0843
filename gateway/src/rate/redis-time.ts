import { createSharedClock, type Logger, type SharedClock } from '@cartwright/process';
import { Redis } from 'ioredis';

const timeoutMs = 1_000;

/** The clock that all gateways share. */
export function redisClock(url: string, logger: Logger): SharedClock {
  return createSharedClock({ readTimeMs: () => redisTimeMs(url), logger });
}

/** The time of Redis in milliseconds since 1970, which all gateways share. @throws when Redis is unreachable */
export async function redisTimeMs(url: string): Promise<number> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
  });
  redis.on('error', () => undefined); // the command below fails with it
  try {
    await redis.connect();
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1000 + Number(microseconds) / 1000;
  } finally {
    redis.disconnect();
  }
}
