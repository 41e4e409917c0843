import { message } from '@cartwright/events';
import { startTestNats, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onMessage } from './consumer/handlers.ts';
import type { Messaging } from './messaging.ts';
import { connectionOptions } from './nats/connection-options.ts';
import { doWork, workDone } from './test-support/contracts.ts';
import { createParticipant, type Participant } from './test-support/participant.ts';

let nats: TestNats;
let orders: Participant;
let products: Participant;
let sender: Messaging;

beforeEach(async () => {
  nats = await startTestNats();
  orders = await createParticipant('orders', nats);
  products = await createParticipant('products', nats);
  sender = await orders.startReplica({ publishes: [doWork], consumes: [listener] });
  await products.startReplica({ publishes: [workDone], consumes: [worker] });
});

afterEach(async () => {
  await Promise.all([orders[Symbol.asyncDispose](), products[Symbol.asyncDispose]()]);
  await nats[Symbol.asyncDispose]();
});

const record = (tx: PoolTransaction, jobId: string) =>
  tx.$executeRawUnsafe('INSERT INTO effect (job_id) VALUES ($1)', jobId);

const worker = onMessage(doWork, async ({ data }, tx) => {
  await record(tx, data.jobId);
  return [message(workDone, { jobId: data.jobId })];
});

const listener = onMessage(workDone, async ({ data }, tx) => {
  await record(tx, data.jobId);
  return [];
});

let nextJob = 0;
const ask = async (count: number): Promise<string[]> => {
  const jobIds = Array.from({ length: count }, () => `job-${String((nextJob += 1)).padStart(6, '0')}`);
  await sender.transact((_tx, send) => {
    for (const jobId of jobIds) send(message(doWork, { jobId }));
    return Promise.resolve();
  });
  return jobIds;
};

/** Every job done exactly once, and every answer taken exactly once. */
const expectAllOnce = async (jobIds: readonly string[]): Promise<void> => {
  const count = async () => [(await products.effects()).length, (await orders.effects()).length] as const;
  await waitFor(async () => (await count()).every((done) => done >= jobIds.length), {
    timeoutMs: 40_000,
    describe: 'all effects',
  }).catch(() => undefined); // what is missing is said below
  expect((await products.effects()).toSorted()).toEqual([...jobIds].toSorted());
  expect((await orders.effects()).toSorted()).toEqual([...jobIds].toSorted());
};

const settled = () => waitFor(async () => (await sender.lag()).unpublished === 0, { timeoutMs: 20_000 });
const done = (count: number) =>
  waitFor(async () => (await orders.effects()).length >= count, { timeoutMs: 20_000, describe: 'effects' });

describe('no message is lost, and none has its effect twice', () => {
  it('when NATS is killed again and again while messages are published', async () => {
    const all: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let burst = 0; burst < 10; burst += 1) all.push(...(await ask(50)));
      await waitFor(async () => (await products.effects()).length > all.length - 400, { timeoutMs: 20_000 });
      await nats.crash();
      all.push(...(await ask(100)));
      await nats.restart();
    }
    await expectAllOnce(all);
  });

  it('when NATS comes back with an empty store', async () => {
    const all = await ask(300);
    await done(150);
    await nats.crash();
    nats.wipe();
    all.push(...(await ask(100)));
    await nats.restart();
    all.push(...(await ask(100)));
    await expectAllOnce(all);
  });

  it('when NATS comes back with an older store, and hands out the lost sequence numbers again', async () => {
    const all = await ask(200);
    await done(200);
    await nats.stop();
    nats.snapshot();
    await nats.restart();
    all.push(...(await ask(300)));
    await settled();
    await done(400);
    await nats.crash();
    nats.restoreSnapshot();
    // More than were lost: unrepaired, the stream would grow past where it was and nobody would notice.
    all.push(...(await ask(600)));
    await nats.restart();
    await expectAllOnce(all);
  });

  it('when NATS comes back with an older store while messages are on their way to consumers', async () => {
    const all = await ask(100);
    await settled();
    await nats.stop();
    nats.snapshot();
    await nats.restart();
    for (let round = 0; round < 4; round += 1) {
      all.push(...(await ask(150)));
      await waitFor(async () => (await products.effects()).length > all.length - 100, { timeoutMs: 20_000 });
      await nats.crash();
      nats.restoreSnapshot();
      await nats.restart();
    }
    await expectAllOnce(all);
  });

  it('when a stream is deleted under the running services', async () => {
    const all = await ask(50);
    await done(50);
    const connection = await connect(connectionOptions(nats.urlFor('admin')));
    await (await jetstreamManager(connection)).streams.delete('ORDERS');
    await connection.close();
    all.push(...(await ask(50)));
    await expectAllOnce(all);
  });

  it('when the services restart after the loss, and not before it', async () => {
    const all = await ask(100);
    await done(100);
    await sender.stop();
    await nats.stop();
    nats.wipe();
    await nats.restart();
    sender = await orders.startReplica({ publishes: [doWork], consumes: [listener] });
    all.push(...(await ask(100)));
    await expectAllOnce(all);
  });
});
