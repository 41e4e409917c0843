import { message } from '@cartwright/events';
import { startTestNats, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onMessage } from './consumer/handlers.ts';
import type { Messaging } from './messaging.ts';
import { connectionOptions } from './nats/connection-options.ts';
import { doWork, workDone, routes } from '../test/contracts.ts';
import { listener, record, worker } from '../test/jobs.ts';
import { createParticipant, type Participant } from '../test/participant.ts';

/** Redelivery takes seconds, on a busy machine many. */
const patienceMs = 60_000;

let nats: TestNats;
let orders: Participant;
let products: Participant;
let sender: Messaging;
let receiver: Messaging;

beforeEach(async () => {
  nats = await startTestNats({ routes });
  orders = await createParticipant('orders', nats);
  products = await createParticipant('products', nats);
  sender = await startSender();
  await startReceiver();
});

afterEach(async () => {
  await Promise.all([orders[Symbol.asyncDispose](), products[Symbol.asyncDispose]()]);
  await nats[Symbol.asyncDispose]();
});

const startSender = () => orders.startReplica({ publishes: [doWork], consumes: [listener] });
const startReceiver = async () => {
  receiver = await products.startReplica({ publishes: [workDone], consumes: [worker] });
};

const asAdmin = async (
  work: (tools: { connection: NatsConnection; manager: JetStreamManager }) => Promise<unknown>,
) => {
  const connection = await connect(connectionOptions(nats.urlFor('admin')));
  await work({ connection, manager: await jetstreamManager(connection) });
  await connection.close();
};

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
    timeoutMs: patienceMs,
    describe: 'all effects',
  }).catch(() => undefined); // what is missing is said below
  expect((await products.effects()).toSorted()).toEqual([...jobIds].toSorted());
  expect((await orders.effects()).toSorted()).toEqual([...jobIds].toSorted());
};

const published = () =>
  waitFor(async () => (await sender.lag()).unpublished === 0, { timeoutMs: patienceMs });
const acknowledgedUpTo = (seq: number) => {
  const isKnown = async (): Promise<boolean> => {
    const [row] = await orders.database.$queryRawUnsafe<{ ackFloor: number }[]>(
      `SELECT settled_seq::int AS "ackFloor" FROM messaging.relay_state`,
    );
    return row?.ackFloor === seq;
  };
  return waitFor(isKnown, { timeoutMs: patienceMs, describe: 'the ack floor' });
};
const done = (count: number) =>
  waitFor(async () => (await orders.effects()).length >= count, {
    timeoutMs: patienceMs,
    describe: 'effects',
  });

describe('no message is lost, and none has its effect twice', { timeout: 3 * patienceMs }, () => {
  it('when NATS is killed again and again while messages are published', async () => {
    const all: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let burst = 0; burst < 8; burst += 1) all.push(...(await ask(40)));
      await waitFor(async () => (await products.effects()).length > all.length - 250, {
        timeoutMs: patienceMs,
      });
      await nats.crash();
      all.push(...(await ask(100)));
      await nats.restart();
    }
    await expectAllOnce(all);
  });

  it('when NATS comes back with an empty store, of messages that nobody had consumed', async () => {
    await receiver.stop();
    const all = await ask(300);
    await published();
    await nats.crash();
    nats.wipe();
    all.push(...(await ask(100)));
    await nats.restart();
    await startReceiver();
    await expectAllOnce(all);
  });

  it('when NATS comes back with an empty store, and only what was not handled is republished', async () => {
    const handled = await ask(300);
    await done(300);
    await acknowledgedUpTo(300);
    await receiver.stop();
    const waiting = await ask(200);
    await published();
    await nats.crash();
    nats.wipe();
    await nats.restart();
    await startReceiver();
    await expectAllOnce([...handled, ...waiting]);
    await asAdmin(async ({ manager }) => {
      const { state } = await manager.streams.info('ORDERS');
      expect(state.messages).toBe(200);
    });
  });

  it('when a consumer first appears after NATS has lost what all others had handled', async () => {
    const all = await ask(50);
    await done(50);
    await acknowledgedUpTo(50);
    await nats.crash();
    nats.wipe();
    await nats.restart();
    all.push(...(await ask(10)));
    await using carts = await createParticipant('carts', nats);
    await carts.startReplica({
      consumes: [
        onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
          await record(tx, data.jobId);
        }),
      ],
    });
    const hasAll = async (): Promise<boolean> => (await carts.effects()).length >= all.length;
    await waitFor(hasAll, { timeoutMs: patienceMs, describe: 'the new consumer to receive everything' });
    expect((await carts.effects()).toSorted()).toEqual(all.toSorted());
    await expectAllOnce(all);
  });

  it('when NATS comes back with an older store, without messages that nobody had consumed', async () => {
    const all = await ask(200);
    await done(200);
    await nats.stop();
    nats.snapshot();
    await nats.restart();
    await receiver.stop();
    all.push(...(await ask(300)));
    await published();
    await nats.crash();
    nats.restoreSnapshot();
    // More than were lost: unrepaired, the stream would grow past where it was and nobody would notice.
    all.push(...(await ask(600)));
    await nats.restart();
    await startReceiver();
    await expectAllOnce(all);
  });

  it('when a consumer is past the end of a stream whose lost tail is too old to be republished', async () => {
    const all = await ask(50);
    await done(50);
    await nats.stop();
    nats.snapshot();
    await nats.restart();
    all.push(...(await ask(200)));
    await done(250);
    await published();
    await orders.database.$executeRawUnsafe('DELETE FROM messaging.outbox');
    await nats.crash();
    nats.restoreSnapshot();
    await nats.restart();
    all.push(...(await ask(100)));
    await expectAllOnce(all);
  });

  it('when the stream was recreated and has grown past the old one before the relay sees it', async () => {
    await receiver.stop();
    const all = await ask(50);
    await published();
    await sender.stop();
    await nats.stop();
    nats.wipe();
    await nats.restart();
    await asAdmin(async ({ connection, manager }) => {
      await manager.streams.add({ name: 'ORDERS', subjects: ['from.orders.>'] });
      for (let index = 0; index < 100; index += 1)
        await connection.request('from.orders.jobs.noise.v1.x', '{}');
    });
    await startReceiver();
    sender = await startSender();
    await expectAllOnce(all);
  });

  it('when a sequence number is reused while the connection stays up', async () => {
    const all = await ask(10);
    await done(10);
    await receiver.stop();
    const [lost] = await ask(1);
    await published();
    await asAdmin(async ({ manager }) => {
      const { state } = await manager.streams.info('ORDERS');
      await manager.streams.deleteMessage('ORDERS', state.last_seq);
    });
    await orders.database.$executeRawUnsafe(
      `UPDATE messaging.outbox SET stream_seq = 500 WHERE business_id = $1`,
      lost,
    );
    await orders.database.$executeRawUnsafe(`UPDATE messaging.relay_state SET last_seq = 500`);
    await startReceiver();
    all.push(String(lost), ...(await ask(1)));
    await expectAllOnce(all);
  });

  it('when NATS comes back with an older store while messages are on their way to consumers', async () => {
    const all = await ask(100);
    await published();
    await nats.stop();
    nats.snapshot();
    await nats.restart();
    for (let round = 0; round < 4; round += 1) {
      all.push(...(await ask(150)));
      await waitFor(async () => (await products.effects()).length > all.length - 100, {
        timeoutMs: patienceMs,
      });
      await nats.crash();
      nats.restoreSnapshot();
      await nats.restart();
    }
    await expectAllOnce(all);
  });

  it('when a stream is deleted under the running services', async () => {
    const all = await ask(50);
    await done(50);
    await asAdmin(({ manager }) => manager.streams.delete('ORDERS'));
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
    sender = await startSender();
    all.push(...(await ask(100)));
    await expectAllOnce(all);
  });
});
