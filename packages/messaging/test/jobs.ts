import { message } from '@cartwright/events';
import type { PoolTransaction } from '@cartwright/testing';
import { onMessage } from '../src/consumer/handlers.ts';
import { doWork, workDone } from './contracts.ts';

/** Writes down that a job had its effect. */
export const record = (tx: PoolTransaction, jobId: string) =>
  tx.$executeRawUnsafe('INSERT INTO effect (job_id) VALUES ($1)', jobId);

/** Does what is asked and says so. */
export const worker = onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
  await record(tx, data.jobId);
  return [message(workDone, { jobId: data.jobId })];
});

/** Hears what is done. */
export const listener = onMessage(workDone, async ({ data }, tx: PoolTransaction) => {
  await record(tx, data.jobId);
  return [];
});
