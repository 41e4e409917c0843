import { message, type MessageContract, type OutgoingMessage } from '@cartwright/events';
import { startTestNats, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Park, RetryLater } from './consumer/handler-errors.ts';
import { onBatch, onEffect, onMessage, onPreparedBatch, type Received } from './consumer/handlers.ts';
import type { Messaging } from './messaging.ts';
import type { TransactOptions } from './outbox/transact.ts';
import { messageParked } from './parked/message-parked.ts';
import { doBulkWork, doWork, workDone, routes } from '../test/contracts.ts';
import { createParticipant, type Participant } from '../test/participant.ts';

let nats: TestNats;
beforeAll(async () => {
  nats = await startTestNats({ routes });
});
afterAll(() => nats[Symbol.asyncDispose]());

interface Job {
  jobId: string;
}

const record = (tx: PoolTransaction, jobId: string, replica = 'one') =>
  tx.$executeRawUnsafe('INSERT INTO effect (job_id, replica) VALUES ($1, $2)', jobId, replica);

const worker = (replica = 'one') =>
  onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
    await record(tx, data.jobId, replica);
    return [message(workDone, { jobId: data.jobId })];
  });

const listener = onMessage(workDone, async ({ data }, tx: PoolTransaction) => {
  await record(tx, data.jobId);
  return [];
});

const ask = (messaging: Messaging<PoolTransaction>, ...jobIds: string[]) =>
  messaging.transact((_tx, send) => {
    for (const jobId of jobIds) send(message(doWork, { jobId }));
    return Promise.resolve();
  });

const sendOne = (messaging: Messaging, outgoing: OutgoingMessage, options?: TransactOptions) =>
  messaging.transact((_tx, send) => {
    send(outgoing);
    return Promise.resolve();
  }, options);

const jobs = (count: number, prefix = 'job') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

async function fresh(): Promise<{ orders: Participant; products: Participant } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  await nats.stop();
  nats.wipe();
  await nats.restart();
  const orders = stack.use(await createParticipant('orders', nats));
  const products = stack.use(await createParticipant('products', nats));
  const moved = stack.move();
  return { orders, products, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

describe('messaging', () => {
  it('carries a command to its handler and the reply back, in whatever order the domains start', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const sender = await orders.startReplica({ publishes: [doWork], consumes: [listener] });
    await ask(sender, 'a', 'b');
    await waitFor(async () => (await orders.effects()).length === 2);
    expect((await products.effects()).toSorted()).toEqual(['a', 'b']);
    expect((await orders.effects()).toSorted()).toEqual(['a', 'b']);
    expect(sender.health()).toEqual({
      nats: 'up',
      relay: 'active',
      consumers: { 'orders-products-jobs': 'consuming', 'orders-orders-messaging': 'consuming' },
    });
    await waitFor(async () => (await sender.lag()).unpublished === 0);
  });

  it('sends nothing of a transaction that fails', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const sender = await orders.startReplica({ publishes: [doWork] });
    const failing = sender.transact((_tx, send) => {
      send(message(doWork, { jobId: 'never' }));
      return Promise.reject(new Error('changed my mind'));
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await ask(sender, 'sent');
    await waitFor(async () => (await products.effects()).length > 0);
    expect(await products.effects()).toEqual(['sent']);
  });

  it('refuses to send what the domain does not say it publishes', async () => {
    await using domains = await fresh();
    const sender = await domains.orders.startReplica({ publishes: [] });
    await expect(ask(sender, 'a')).rejects.toThrow('orders sends jobs.do-work.v1, which is not among');
  });

  it('answers a duplicate command with the stored reply and does its work once', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const replies: Received<Job>[] = [];
    const sender = await orders.startReplica({ publishes: [doWork] });
    const following = sender.follow(workDone, (received) => replies.push(received));
    await ask(sender, 'twice');
    await following.ready;
    await waitFor(async () => (await products.effects()).length === 1);
    await ask(sender, 'twice');
    await waitFor(() => replies.length >= 1);
    await ask(sender, 'once');
    await waitFor(() => replies.some(({ data }) => data.jobId === 'once'));
    expect(await products.effects()).toEqual(['twice', 'once']);
    const again = replies.filter(({ data }) => data.jobId === 'twice');
    expect(again.map(({ businessId }) => businessId)).toContain('twice');
    const answers = () =>
      products.database.$queryRawUnsafe<{ id: string }[]>(
        `SELECT id FROM messaging.outbox WHERE business_id = 'twice'`,
      );
    await waitFor(async () => new Set((await answers()).map(({ id }) => id)).size === 2);
  });

  it('drops a duplicate event', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await orders.startReplica({ consumes: [listener] });
    const sender = await products.startReplica({ publishes: [workDone] });
    const announce = (jobId: string) => sendOne(sender, message(workDone, { jobId }));
    await announce('same');
    await announce('same');
    await announce('last');
    await waitFor(async () => (await orders.effects()).includes('last'));
    expect((await orders.effects()).toSorted()).toEqual(['last', 'same']);
  });

  it('shares the work between two replicas, each message to one of them', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const slow = (replica: string) =>
      onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
        await tx.$queryRawUnsafe('SELECT pg_sleep(0.01)');
        await record(tx, data.jobId, replica);
        return [];
      });
    await products.startReplica({ consumes: [slow('one')] });
    await products.startReplica({ consumes: [slow('two')] });
    const sender = await orders.startReplica({ publishes: [doWork] });
    const all = jobs(1000);
    await ask(sender, ...all);
    await waitFor(async () => (await products.effects()).length >= all.length, { timeoutMs: 30_000 });
    expect((await products.effects()).toSorted()).toEqual(all.toSorted());
    const replicas = await products.database.$queryRawUnsafe<{ replica: string }[]>(
      'SELECT DISTINCT replica FROM effect',
    );
    expect(replicas).toHaveLength(2);
  });

  it('hands the relay over to another replica', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const first = await orders.startReplica({ publishes: [doWork] });
    await waitFor(() => first.health().relay === 'active');
    const second = await orders.startReplica({ publishes: [doWork] });
    await waitFor(() => second.health().relay === 'standby');
    await ask(second, 'through the other');
    await waitFor(async () => (await products.effects()).length === 1);
    await first.stop();
    await ask(second, 'alone');
    await waitFor(async () => (await products.effects()).length === 2);
    expect(second.health().relay).toBe('active');
  });

  it('publishes at once what any replica sends, long before its next poll', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await products.startReplica({ publishes: [workDone], consumes: [worker()], pollMs: 3_600_000 });
    const first = await orders.startReplica({ publishes: [doWork], pollMs: 3_600_000 });
    await waitFor(() => first.health().relay === 'active');
    const second = await orders.startReplica({
      publishes: [doWork],
      consumes: [listener],
      pollMs: 3_600_000,
    });
    await waitFor(() => second.health().relay === 'standby');
    await ask(first, 'by the active one');
    await waitFor(async () => (await orders.effects()).length === 1);
    await ask(second, 'by the other');
    await waitFor(async () => (await orders.effects()).length === 2);
  });

  it('finishes what it is handling before it stops, and sends the answer', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const begun = Promise.withResolvers<unknown>();
    const allowed = Promise.withResolvers<unknown>();
    const patient = onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
      begun.resolve(undefined);
      await allowed.promise;
      await record(tx, data.jobId);
      return [message(workDone, { jobId: data.jobId })];
    });
    const receiver = await products.startReplica({ publishes: [workDone], consumes: [patient] });
    const sender = await orders.startReplica({ publishes: [doWork] });
    await ask(sender, 'begun');
    await begun.promise;
    const stopped = receiver.stop();
    allowed.resolve(undefined);
    await stopped;
    expect(await products.effects()).toEqual(['begun']);
    expect(await receiver.lag()).toMatchObject({ unpublished: 0 });
  });

  it('deletes what is too old for any repair, and nothing else', async () => {
    await using domains = await fresh();
    const { orders } = domains;
    const { database } = orders;
    await database.$executeRawUnsafe(`
      INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope, created_at, published_at)
      SELECT gen_random_uuid(), 't', 's', 'k', age::text, '{}', now() - age, now() - age
      FROM unnest('{1 hour, 47 hours, 49 hours, 90 days}'::interval[]) AS age`);
    await database.$executeRawUnsafe(`
      INSERT INTO messaging.inbox (type, business_id, message_id, processed_at)
      SELECT 't', age::text, gen_random_uuid(), now() - age
      FROM unnest('{13 days, 15 days}'::interval[]) AS age`);
    const ages = async (table: string) => {
      const rows = await database.$queryRawUnsafe<{ business_id: string }[]>(
        `SELECT business_id FROM messaging.${table} ORDER BY business_id`,
      );
      return rows.map((row) => row.business_id);
    };
    await orders.startReplica({});
    await waitFor(async () => (await ages('outbox')).length < 4 && (await ages('inbox')).length < 2);
    expect(await ages('outbox')).toEqual(['01:00:00', '47:00:00']);
    expect(await ages('inbox')).toEqual(['13 days']);
  });

  it('takes its lock again when PostgreSQL cuts the connection of the relay', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const sender = await orders.startReplica({ publishes: [doWork] });
    await waitFor(() => sender.health().relay === 'active');
    await orders.database.$executeRawUnsafe(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'cartwright orders relay'`,
    );
    await ask(sender, 'after the cut');
    await waitFor(async () => (await products.effects()).length === 1);
  });

  it('starts and takes messages while NATS is away, and sends them when it comes', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    await nats.stop();
    const sender = await orders.startReplica({ publishes: [doWork] });
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    await ask(sender, 'early');
    expect(sender.health()).toMatchObject({ nats: 'down', relay: 'down' });
    expect(await sender.lag()).toMatchObject({ unpublished: 1, parked: 0 });
    await nats.restart();
    await waitFor(async () => (await products.effects()).length === 1);
  });

  it('handles what is waiting in batches, with replies aligned, and isolates the failing message', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const sizes: number[] = [];
    const bulk = onBatch(doBulkWork, 64, async (received, tx: PoolTransaction) => {
      sizes.push(received.length);
      if (received.some(({ data }) => data.jobId === 'bad')) throw new Park('no such job');
      for (const { data } of received) await record(tx, data.jobId);
      return received.map(({ data }) => (data.batch ? [] : [message(workDone, { jobId: data.jobId })]));
    });
    const sender = await orders.startReplica({ publishes: [doBulkWork], consumes: [listener] });
    const all = jobs(300);
    await sender.transact((_tx, send) => {
      for (const jobId of all) send(message(doBulkWork, { jobId }));
      send(message(doBulkWork, { jobId: 'bad' }));
      send(message(doBulkWork, { jobId: 'silent', batch: 'no reply' }));
      return Promise.resolve();
    });
    const receiver = await products.startReplica({ publishes: [workDone], consumes: [bulk] });
    await waitFor(async () => (await orders.effects()).length >= all.length, { timeoutMs: 20_000 });
    expect((await orders.effects()).toSorted()).toEqual(all.toSorted());
    await waitFor(async () => (await products.effects()).length > all.length);
    expect(await products.effects()).toEqual([...all, 'silent']);
    expect(Math.max(...sizes)).toBe(64);
    await waitFor(async () => (await receiver.lag()).parked === 1);
  });

  it('prepares a batch outside of its transaction, and goes on after the commit, and only after it', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const committed: string[] = [];
    let attempts = 0;
    const prepared = onPreparedBatch(doBulkWork, 64, async (received) => {
      const known = new Set(await products.effects());
      const wanted = received.map(({ data }) => data.jobId).filter((jobId) => !known.has(jobId));
      return async (fresh, tx: PoolTransaction, afterCommit) => {
        for (const { data } of fresh) await record(tx, data.jobId);
        attempts += 1;
        const attempt = attempts;
        afterCommit(() => committed.push(`${attempt}: ${wanted.join()}`));
        if (attempt === 1) throw new RetryLater('not yet');
      };
    });
    const sender = await orders.startReplica({ publishes: [doBulkWork] });
    await products.startReplica({ consumes: [prepared] });
    await sendOne(sender, message(doBulkWork, { jobId: 'a' }));
    await waitFor(() => committed.length > 0);
    expect(await products.effects()).toEqual(['a']);
    await sendOne(sender, message(doBulkWork, { jobId: 'b' }));
    await waitFor(() => committed.length > 1);
    expect(committed).toEqual(['2: a', '3: b']);
  });

  it('keeps the order of messages with one key', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const steps = onMessage(doBulkWork, async ({ data }, tx: PoolTransaction) => {
      await tx.$queryRawUnsafe('SELECT pg_sleep(random() / 50)');
      await record(tx, data.batch ?? '');
      return [];
    });
    const one = {
      ...doBulkWork,
      key: () => 'one',
      businessId: (data: { batch?: string }) => data.batch ?? '',
    };
    const sender = await orders.startReplica({ publishes: [doBulkWork] });
    await sender.transact((_tx, send) => {
      for (const batch of jobs(50)) send(message(one as never, { jobId: 'x', batch } as never));
      return Promise.resolve();
    });
    await products.startReplica({ consumes: [steps] });
    await waitFor(async () => (await products.effects()).length === 50);
    expect(await products.effects()).toEqual(jobs(50));
  });

  it('tries again after a failure, parks what keeps failing, announces it, and replays it', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    let isMended = false;
    const attempts: number[] = [];
    const fragile = onMessage(doWork, async ({ data, attempt }, tx: PoolTransaction) => {
      await record(tx, data.jobId);
      if (data.jobId === 'later' && attempt === 1) throw new RetryLater('not yet', 10);
      if (data.jobId === 'poison') attempts.push(attempt);
      if (data.jobId === 'poison' && !isMended) throw new Error('cannot be digested');
      return [message(workDone, { jobId: data.jobId })];
    });
    const receiver = await products.startReplica({
      publishes: [workDone],
      consumes: [fragile],
      maxAttempts: 3,
    });
    const announced: string[] = [];
    const sender = await orders.startReplica({ publishes: [doWork], consumes: [listener] });
    const following = sender.follow(messageParked('products'), ({ data }) => announced.push(data.reason));
    await following.ready;
    await ask(sender, 'poison', 'later', 'fine');
    const parked = await waitFor(async () => (await receiver.listParked())[0]);
    expect(attempts).toEqual([1, 2, 3]);
    expect(parked).toMatchObject({ businessId: 'poison', reason: 'cannot be digested', attempts: 3 });
    await waitFor(() => announced.length === 1);
    expect((await products.effects()).toSorted()).toEqual(['fine', 'later']);

    await expect(receiver.replayParked(parked.id)).rejects.toThrow('cannot be digested');
    isMended = true;
    expect(await receiver.replayParked(parked.id)).toBe(true);
    expect(await receiver.replayParked(parked.id)).toBe(false);
    await waitFor(async () => (await orders.effects()).includes('poison'));
    expect((await products.effects()).toSorted()).toEqual(['fine', 'later', 'poison']);
    expect(await receiver.listParked()).toEqual([]);
  });

  it('parks data that does not fit the contract at once, and ignores types it does not handle', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const receiver = await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const sender = await orders.startReplica({ publishes: [doWork, doBulkWork] });
    await sender.transact((_tx, send) => {
      send({
        contract: { ...doWork, businessId: () => 'odd', key: () => 'odd' } as unknown as MessageContract,
        data: { jobId: 7 },
      });
      send(message(doBulkWork, { jobId: 'not handled' }));
      send(message(doWork, { jobId: 'good' }));
      return Promise.resolve();
    });
    const parked = await waitFor(async () => (await receiver.listParked())[0]);
    expect(parked.reason).toMatch(/does not fit jobs\.do-work\.v1/);
    expect(parked.attempts).toBe(1);
    await waitFor(async () => (await products.effects()).length === 1);
    expect(await receiver.discardParked(parked.id, 'nonsense')).toBe(true);
  });

  it('runs an effect outside the database before the transaction, and not again for a duplicate', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const calls: string[] = [];
    const charging = onEffect(doWork, ({ data }) => {
      calls.push(data.jobId);
      return Promise.resolve(async (tx: PoolTransaction) => {
        await record(tx, data.jobId);
        return [message(workDone, { jobId: data.jobId })];
      });
    });
    await products.startReplica({ publishes: [workDone], consumes: [charging] });
    const sender = await orders.startReplica({ publishes: [doWork], consumes: [listener] });
    await ask(sender, 'charge');
    await waitFor(async () => (await orders.effects()).length === 1);
    await ask(sender, 'charge', 'other');
    await waitFor(async () => (await products.effects()).includes('other'));
    expect(calls).toEqual(['charge', 'other']);
  });

  it('shows every replica every message that it follows, also across a restart of NATS', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const sender = await products.startReplica({ publishes: [workDone] });
    const announce = (jobId: string) => sendOne(sender, message(workDone, { jobId }));
    await announce('before');
    await waitFor(async () => (await sender.lag()).unpublished === 0);
    const seen: Record<string, string[]> = { one: [], two: [] };
    for (const list of Object.values(seen)) {
      const replica = await orders.startReplica({});
      await replica.follow(workDone, ({ data }) => list.push(data.jobId)).ready;
    }
    await announce('during');
    await waitFor(() => Object.values(seen).every((list) => list.includes('during')));
    await nats.crash();
    await announce('while away');
    await nats.restart();
    await waitFor(() => Object.values(seen).every((list) => list.includes('while away')));
    expect(seen).toEqual({ one: ['during', 'while away'], two: ['during', 'while away'] });
  });

  it('passes the trace of what was received on to what it sends', async () => {
    await using domains = await fresh();
    const { orders, products } = domains;
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await products.startReplica({ publishes: [workDone], consumes: [worker()] });
    const traces: (string | undefined)[] = [];
    const sender = await orders.startReplica({ publishes: [doWork] });
    await products.database.$queryRawUnsafe('SELECT 1');
    await waitFor(() => sender.health().relay === 'active');
    const following = sender.follow(workDone, (received) => traces.push(received.traceparent));
    await following.ready;
    await sendOne(sender, message(doWork, { jobId: 'traced' }), { traceparent });
    await waitFor(() => traces.length === 1);
    expect(traces).toEqual([traceparent]);
  });
});
