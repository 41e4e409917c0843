import type { Logger } from '@cartwright/process';
import { Redis } from 'ioredis';

const maxReconnectDelayMs = 2_000;
/** The login of the gateway may use these keys alone. */
const keyPrefix = 'gateway:';

/** A Redis client for what the gateway can work without: commands fail at once while Redis is unreachable. */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    keyPrefix,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    retryStrategy: (attempt) => Math.min(attempt * 100, maxReconnectDelayMs),
  });
  let isUnreachable = false;
  redis.on('error', (error) => {
    if (!isUnreachable)
      logger.warn({ err: error }, 'Redis is unreachable: limits and persisted queries are kept in memory');
    isUnreachable = true;
  });
  redis.on('ready', () => {
    isUnreachable = false;
  });
  return redis;
}
