import type { FaultKind } from './fault.ts';

/** Redis is killed, and starts again empty. */
export const redisKilled: FaultKind = {
  name: 'Redis killed',
  create: ({ chaos }) => ({
    what: 'SIGKILL',
    parts: ['redis'],
    begin: () => chaos.redis.crash(),
    heal: () => chaos.redis.start(),
  }),
};
