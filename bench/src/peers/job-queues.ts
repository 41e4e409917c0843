import { Redis } from 'ioredis';
import { untilIdle } from './peer.ts';

/** Has Redis keep everything: jobs must not be evicted as what is only cached may be, and BullMQ warns until it is so. */
export async function keepJobs(redisUrl: string): Promise<void> {
  await withRedis(redisUrl, (redis) => redis.config('SET', 'maxmemory-policy', 'noeviction'));
}

/** Where BullMQ keeps jobs that wait or are done at this moment. A list that is there has one. */
const jobs = ['*:wait', '*:active', '*:prioritized'];

/** Waits until no queue of BullMQ holds a job for a worker. */
export async function untilNoJobIsQueued(redisUrl: string): Promise<void> {
  await withRedis(redisUrl, (redis) =>
    untilIdle(async () => {
      const found = await Promise.all(jobs.map((pattern) => redis.keys(pattern)));
      return found.flat().length === 0;
    }),
  );
}

async function withRedis(url: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url);
  try {
    await work(redis);
  } finally {
    redis.disconnect();
  }
}
