import { Redis } from 'ioredis';

const timeoutMs = 1_000;

/** What the clock of Redis says, in milliseconds since 1970: the one that all gateways share. @throws when it is away */
export async function redisTimeMs(url: string): Promise<number> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
  });
  redis.on('error', () => undefined); // the command fails by it too
  try {
    await redis.connect();
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1000 + Number(microseconds) / 1000;
  } finally {
    redis.disconnect();
  }
}
