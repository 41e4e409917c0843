import type { Logger } from '@cartwright/process';
import { Redis } from 'ioredis';

const maxReconnectDelayMs = 2_000;

/** A Redis client for what the gateway can do without: commands fail at once while Redis is away. */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    retryStrategy: (attempt) => Math.min(attempt * 100, maxReconnectDelayMs),
  });
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway)
      logger.warn({ err: error }, 'Redis is away: limits and persisted queries are kept in memory');
    isAway = true;
  });
  redis.on('ready', () => {
    isAway = false;
  });
  return redis;
}
