import { message } from '@cartwright/events';
import { openPoolDatabase, type PoolTransaction } from '@cartwright/testing';
import { pino } from 'pino';
import { createMessaging, onBatch, onEffect, type MessageHandler } from '../src/mod.ts';
import { doBulkWork, doWork, workDone } from './contracts.ts';
import { listener, record } from './jobs.ts';

/** The first argument of a child process, as JSON. */
export interface ChildSpec {
  readonly domain: 'orders' | 'products';
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly failpoint?: string;
  /** Sent once, in one transaction. */
  readonly send?: readonly string[];
}

const handlers: Record<ChildSpec['domain'], MessageHandler<PoolTransaction>[]> = {
  orders: [listener],
  products: [
    onEffect(doWork, ({ data }) =>
      Promise.resolve(async (tx: PoolTransaction) => {
        await record(tx, data.jobId);
        return [message(workDone, { jobId: data.jobId })];
      }),
    ),
    onBatch(doBulkWork, 64, async (received, tx) => {
      for (const { data } of received) await record(tx, data.jobId);
      return received.map(({ data }) => [message(workDone, { jobId: data.jobId })]);
    }),
  ],
};

const spec = JSON.parse(process.argv[2] ?? '') as ChildSpec;
const messaging = createMessaging({
  ...spec,
  database: openPoolDatabase(spec.databaseUrl),
  logger: pino({ level: 'silent' }),
  publishes: [doWork, doBulkWork, workDone].filter(({ source }) => source === spec.domain),
  consumes: handlers[spec.domain],
  ackWaitMs: 2000,
});
await messaging.start();
const { send: jobIds = [] } = spec;
if (jobIds.length > 0) {
  await messaging.transact((_tx, send) => {
    for (const jobId of jobIds) send(message(doWork, { jobId }));
    return Promise.resolve();
  });
}
process.send?.('ready');
