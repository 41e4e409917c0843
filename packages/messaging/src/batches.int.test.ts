import { isForMany } from '@cartwright/database';
import { message } from '@cartwright/events';
import { startTestNats, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onBatch, onBatchOf, type MessageHandler, type Received } from './consumer/handlers.ts';
import { doBulkWork, doWork, routes, workDone } from '../test/contracts.ts';
import type { Messaging } from './messaging.ts';
import { record } from '../test/jobs.ts';
import { createParticipant, type Participant } from '../test/participant.ts';

let nats: TestNats;
beforeAll(async () => {
  nats = await startTestNats({ routes });
});
afterAll(() => nats[Symbol.asyncDispose]());

async function fresh(consumes: MessageHandler<PoolTransaction>[]) {
  await using stack = new AsyncDisposableStack();
  await nats.stop();
  nats.wipe();
  await nats.restart();
  const orders = stack.use(await createParticipant('orders', nats));
  const products = stack.use(await createParticipant('products', nats));
  const sender = await orders.startReplica({ publishes: [doWork, doBulkWork] });
  const start = () => products.startReplica({ publishes: [workDone], consumes });
  const moved = stack.move();
  return { orders, products, sender, start, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

const repliesOf = ({ database }: Participant) =>
  database.$queryRawUnsafe<{ business_id: string }[]>('SELECT business_id FROM messaging.outbox');

/** Tells that jobs are done. */
const tellingOf =
  (worker: Messaging<PoolTransaction>) =>
  (...jobIds: string[]) =>
    worker.transact((_tx, send) => {
      for (const jobId of jobIds) send(message(workDone, { jobId }));
      return Promise.resolve();
    });

/** What waits for one job as for a row that somebody has locked: many not for long, and one until it is unlocked. */
function lockedJob() {
  const unlocked = Promise.withResolvers<undefined>();
  const hear = async (received: readonly Received<{ readonly jobId: string }>[], tx: PoolTransaction) => {
    const isLocked = received.some(({ data }) => data.jobId === 'locked');
    if (isLocked && isForMany()) throw Object.assign(new Error('lock timeout'), { code: '55P03' });
    if (isLocked) await unlocked.promise;
    for (const { data } of received) await record(tx, data.jobId);
  };
  return { hear, unlock: () => unlocked.resolve(undefined) };
}

describe('a batch whose inbox rows are written last', () => {
  it('does again without it what turns out to have a message that was handled before', async () => {
    const batches: string[][] = [];
    await using test = await fresh([]);
    const worker = await test.products.startReplica({ publishes: [workDone] });
    const tell = tellingOf(worker);
    const hear = async (received: readonly Received<{ readonly jobId: string }>[], tx: PoolTransaction) => {
      batches.push(received.map(({ data }) => data.jobId));
      for (const { data } of received) await record(tx, data.jobId);
    };
    const consumes = onBatchOf([workDone], 64, hear, { claimsLast: true });
    await tell('one');
    await test.orders.startReplica({ consumes });
    await waitFor(async () => (await test.orders.effects()).length === 1);
    await tell('two', 'one', 'two');
    await waitFor(async () => (await test.orders.effects()).includes('two'));
    expect(batches).toEqual([['one'], ['two', 'one'], ['two']]);
    expect(await test.orders.effects()).toEqual(['one', 'two']);
  });
});

describe('a batch of commands whose inbox rows are written last', () => {
  it('keeps the replies, and sends them once more for a command that comes again, without its effect', async () => {
    const work = async (received: readonly Received<{ readonly jobId: string }>[], tx: PoolTransaction) => {
      for (const { data } of received) await record(tx, data.jobId);
      return received.map(({ data }) => [message(workDone, data)]);
    };
    await using test = await fresh([onBatch(doWork, 64, work, { claimsLast: true })]);
    const tell = (...jobIds: string[]) =>
      test.sender.transact((_tx, send) => {
        for (const jobId of jobIds) send(message(doWork, { jobId }));
        return Promise.resolve();
      });
    await tell('one');
    await test.start();
    await waitFor(async () => (await repliesOf(test.products)).length === 1);
    await tell('two', 'one');
    await waitFor(async () => (await repliesOf(test.products)).length === 3);
    expect((await test.products.effects()).toSorted()).toEqual(['one', 'two']);
    const replied = (await repliesOf(test.products)).map(({ business_id: id }) => id);
    expect(replied.toSorted()).toEqual(['one', 'one', 'two']);
  });
});

describe('a batch with a message whose row somebody else has locked', () => {
  it('is done side by side, each alone, without those behind it waiting for that one', async () => {
    await using test = await fresh([]);
    const worker = await test.products.startReplica({ publishes: [workDone] });
    await tellingOf(worker)('locked', 'one', 'two');
    await waitFor(async () => (await worker.lag()).unpublished === 0);
    const { hear, unlock } = lockedJob();
    await test.orders.startReplica({ consumes: onBatchOf([workDone], 64, hear) });
    await waitFor(async () => (await test.orders.effects()).length === 2);
    unlock();
    await waitFor(async () => (await test.orders.effects()).length === 3);
    expect(await test.orders.effects()).toEqual([expect.any(String), expect.any(String), 'locked']);
  });

  it('does not hold up the next batch', async () => {
    await using test = await fresh([]);
    const worker = await test.products.startReplica({ publishes: [workDone] });
    const tell = tellingOf(worker);
    await tell('locked', 'one');
    await waitFor(async () => (await worker.lag()).unpublished === 0);
    const { hear, unlock } = lockedJob();
    await test.orders.startReplica({ consumes: onBatchOf([workDone], 64, hear) });
    await waitFor(async () => (await test.orders.effects()).length === 1);
    await tell('two', 'three');
    await waitFor(async () => (await test.orders.effects()).length === 3);
    unlock();
    await waitFor(async () => (await test.orders.effects()).length === 4);
    expect((await test.orders.effects()).at(-1)).toBe('locked');
  });
});

describe('a batch of several types', () => {
  it('is one transaction, in the order in which they came, and each has its own reply', async () => {
    const batches: string[][] = [];
    await using test = await fresh(
      onBatchOf([doWork, doBulkWork], 64, (received, tx: PoolTransaction) => {
        batches.push(received.map(({ type, data }) => `${type} ${data.jobId}`));
        return Promise.all(
          received.map(async ({ type, data: { jobId } }) => {
            await record(tx, `${type} ${jobId}`);
            return [message(workDone, { jobId: `${type} ${jobId}` })];
          }),
        );
      }),
    );
    await test.sender.transact((_tx, send) => {
      send(message(doWork, { jobId: 'a' }));
      send(message(doBulkWork, { jobId: 'a' }));
      send(message(doWork, { jobId: 'b' }));
      return Promise.resolve();
    });
    await waitFor(async () => (await test.sender.lag()).unpublished === 0);
    await test.start();
    await waitFor(async () => (await repliesOf(test.products)).length === 3);
    expect(batches).toEqual([[`${doWork.type} a`, `${doBulkWork.type} a`, `${doWork.type} b`]]);
    expect((await test.products.effects()).toSorted()).toEqual(batches.flat().toSorted());
  });

  it('is of commands or of events', () => {
    expect(() => onBatchOf([doWork, workDone], 64, () => Promise.resolve())).toThrow(
      'A batch is of commands',
    );
  });
});
