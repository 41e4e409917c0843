import { message } from '@cartwright/events';
import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import {
  DiscardPolicy,
  jetstreamManager,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Messaging } from './messaging.ts';
import { connectionOptions } from './nats/connection-options.ts';
import { doWork, routes, workDone } from '../test/contracts.ts';
import { listener, worker } from '../test/jobs.ts';
import { createParticipant, type Participant } from '../test/participant.ts';

const patienceMs = 60_000;
const soon = { timeoutMs: patienceMs };

interface LogLine {
  readonly level: number;
  readonly component?: string;
  readonly reason?: string;
  readonly msg: string;
}

let nats: TestNats;
let orders: Participant;
let products: Participant;
let sender: Messaging;
let receiver: Messaging;
let log: LogLine[];

/** A sender whose log is kept, and a receiver that answers it; both go on to the end of each test. */
async function open(limits?: { maxStoreBytes: number }) {
  nats = await startTestNats({ ...limits, routes });
  orders = await createParticipant('orders', nats);
  products = await createParticipant('products', nats);
  log = [];
  const logger = pino({ level: 'info' }, { write: (line) => void log.push(JSON.parse(line) as LogLine) });
  sender = await orders.startReplica({ publishes: [doWork], consumes: [listener], logger });
  receiver = await products.startReplica({ publishes: [workDone], consumes: [worker] });
}

const close = async () => {
  nats.resume();
  await Promise.all([orders[Symbol.asyncDispose](), products[Symbol.asyncDispose]()]);
  await nats[Symbol.asyncDispose]();
};

let nextJob = 0;
const ask = async (count: number, padding = ''): Promise<string[]> => {
  const jobIds = Array.from({ length: count }, () => `job-${String((nextJob += 1)).padStart(6, '0')}`);
  await sender.transact((_tx, send) => {
    for (const jobId of jobIds) send(message(doWork, { jobId, batch: padding }));
    return Promise.resolve();
  });
  return jobIds;
};

/** Every job is done once, every answer is taken once, and readiness has nothing to say against it. */
const expectAllOnce = async (jobIds: readonly string[]): Promise<void> => {
  const isDone = async () => (await orders.effects()).length >= jobIds.length;
  await waitFor(isDone, { ...soon, describe: 'every job to be done' });
  expect((await products.effects()).toSorted()).toEqual([...jobIds].toSorted());
  expect((await orders.effects()).toSorted()).toEqual([...jobIds].toSorted());
  await expect.poll(() => faultOf(sender), { timeout: patienceMs }).toBe('');
};

const faultOf = (messaging: Messaging): Promise<string> =>
  messaging.assertFlowing().then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
const tellsOf = (fault: RegExp, messaging = sender) =>
  expect.poll(() => faultOf(messaging), { timeout: patienceMs }).toMatch(fault);

const asAdmin = async (work: (manager: JetStreamManager) => Promise<unknown>) => {
  const connection = await connect(connectionOptions(nats.urlFor('admin')));
  await work(await jetstreamManager(connection));
  await connection.close();
};

const warnings = (component: string) =>
  log.filter((line) => line.component === component && line.level >= 40).map(({ msg }) => msg);

describe(
  'messages flow again by themselves, none is lost and none has its effect twice',
  { timeout: 3 * patienceMs },
  () => {
    beforeEach(() => open());
    afterEach(() => close());

    it('when the files of JetStream are removed under it', async () => {
      const all = await ask(50);
      await expectAllOnce(all);
      await receiver.stop();
      all.push(...(await ask(30)));
      await expect.poll(async () => (await sender.lag()).unpublished).toBe(0);
      nats.wipe();
      // The server goes on with the files that it has open; a file has 8 MB, then it needs another.
      all.push(...(await ask(300, 'x'.repeat(40_000))));
      await expect
        .poll(() => warnings('relay'), { timeout: patienceMs })
        .toContain('the stream is of no use: replacing it');
      await products.startReplica({ publishes: [workDone], consumes: [worker] });
      await expectAllOnce(all);
      expect(warnings('relay').length).toBeLessThan(8);
    });

    it('when a stream is purged of what was not handled', async () => {
      const all = await ask(20);
      await expectAllOnce(all);
      await receiver.stop();
      all.push(...(await ask(30)));
      await expect.poll(async () => (await sender.lag()).unpublished).toBe(0);
      await asAdmin((manager) => manager.streams.purge('ORDERS'));
      await products.startReplica({ publishes: [workDone], consumes: [worker] });
      await expectAllOnce(all);
    });

    it('when the streams are deleted and nothing new is published', async () => {
      await receiver.stop();
      const all = await ask(30);
      await expect.poll(async () => (await sender.lag()).unpublished).toBe(0);
      await asAdmin((manager) => manager.streams.delete('ORDERS'));
      await products.startReplica({ publishes: [workDone], consumes: [worker] });
      await expectAllOnce(all);
    });

    it.each<[string, Partial<StreamConfig>]>([
      ['is sealed', { sealed: true }],
      ['listens to other subjects', { subjects: ['elsewhere.>'] }],
      ['acknowledges nothing', { no_ack: true }],
      ['takes no more messages', { max_msgs: 1, discard: DiscardPolicy.New }],
      ['drops what was not handled', { max_msgs: 1 }],
      ['takes small messages only', { max_msg_size: 10 }],
    ])('when the stream %s', async (_what, change) => {
      const all = await ask(20);
      await expectAllOnce(all);
      await asAdmin((manager) => manager.streams.update('ORDERS', change));
      all.push(...(await ask(20)));
      await expectAllOnce(all);
    });

    it('when durable consumers are deleted, without what was handled being delivered again', async () => {
      const all = await ask(100);
      await expectAllOnce(all);
      const seen: number[] = [];
      await expect
        .poll(async () => {
          await asAdmin(async (manager) => {
            const info = await manager.consumers.info('ORDERS', 'products-orders-jobs');
            seen.push(info.ack_floor.stream_seq);
          });
          return seen.at(-1);
        })
        .toBe(100);
      await asAdmin((manager) => manager.consumers.delete('ORDERS', 'products-orders-jobs'));
      all.push(...(await ask(10)));
      await expectAllOnce(all);
    });

    it('when a durable consumer reads something else, and gives up too early', async () => {
      const all = await ask(10);
      await expectAllOnce(all);
      await asAdmin((manager) =>
        manager.consumers.update('ORDERS', 'products-orders-jobs', {
          filter_subject: 'from.orders.nothing.>',
          max_deliver: 1,
        }),
      );
      all.push(...(await ask(10)));
      await expectAllOnce(all);
      await asAdmin(async (manager) => {
        const { config } = await manager.consumers.info('ORDERS', 'products-orders-jobs');
        expect(config).toMatchObject({ filter_subject: 'from.orders.jobs.>', max_deliver: -1 });
      });
    });

    it('when NATS hangs with its connections open, which readiness and the log tell', async () => {
      const all = await ask(10);
      await expectAllOnce(all);
      nats.suspend();
      all.push(...(await ask(10)));
      await tellsOf(/NATS does not answer within 1000 ms/);
      await tellsOf(/publishing: timeout/);
      nats.resume();
      await expectAllOnce(all);
    });

    it('when the database refuses the relay its writes', async () => {
      const all = await ask(10);
      await expectAllOnce(all);
      const name = new URL(orders.databaseUrl).pathname.slice(1);
      await ask(0);
      await orders.database.$executeRawUnsafe(
        `ALTER DATABASE "${name}" SET default_transaction_read_only = on`,
      );
      await orders.database.$executeRawUnsafe(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cartwright orders relay' AND datname = '${name}'`,
      );
      await tellsOf(/publishing: .*read-only transaction/);
      await orders.database.$executeRawUnsafe(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
      all.push(...(await ask(10)));
      await expectAllOnce(all);
    });
  },
);

it(
  'makes room in a JetStream that may store no more, by what all have handled',
  { timeout: 3 * patienceMs },
  async () => {
    await open({ maxStoreBytes: 12_000_000 });
    try {
      const wide = 'x'.repeat(40_000);
      const all = await ask(150, wide);
      await expectAllOnce(all);
      all.push(...(await ask(250, wide)));
      await expectAllOnce(all);
      expect(warnings('relay')).toContain('JetStream is full: what all consumers have handled is removed');
    } finally {
      await close();
    }
  },
);
