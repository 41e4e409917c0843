import { defineMessage } from '@cartwright/events';
import { z } from 'zod';
import { messageParked } from '../src/parked/message-parked.ts';

const schema = z.object({ jobId: z.string(), batch: z.string().optional() });
const byJob = {
  key: (data: { jobId: string }) => data.jobId,
  businessId: (data: { jobId: string }) => data.jobId,
};

/** A command of orders to products. */
export const doWork = defineMessage({
  type: 'jobs.do-work.v1',
  source: 'orders',
  kind: 'command',
  readers: ['products'],
  meaning: 'for tests',
  schema,
  ...byJob,
  samples: [{ jobId: '1' }],
});

/** A command that products answers in batches. */
export const doBulkWork = defineMessage({ ...doWork, type: 'jobs.do-bulk-work.v1' });

/** What products answers. */
export const workDone = defineMessage({
  type: 'jobs.work-done.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'for tests',
  schema: z.object({ jobId: z.string() }),
  ...byJob,
  samples: [{ jobId: '1' }],
});

/** That orders has asked for work, for whoever listens. */
export const workAsked = defineMessage({
  ...doWork,
  type: 'jobs.work-asked.v1',
  kind: 'event',
  readers: ['orders'],
  isFollowed: true,
  isAtMostOnce: true,
});

/** Who sends what to whom in these tests. */
export const routes = [
  { ...doWork, readers: ['products', 'carts'] as const },
  { ...workDone, readers: ['orders'] as const },
  { ...workDone, readers: ['orders'] as const, isFollowed: true },
  { ...messageParked('products'), isFollowed: true },
  workAsked,
];
