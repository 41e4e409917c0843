import { message } from '@cartwright/events';
import { startTestNats, type TestNats } from '@cartwright/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doWork, routes, workAsked, workDone } from '../../test/contracts.ts';
import { createParticipant, type Participant } from '../../test/participant.ts';
import { onMessage } from '../consumer/handlers.ts';
import type { Messaging } from '../messaging.ts';
import { NatsLink } from '../nats/nats-link.ts';
import { Hearer } from './hear.ts';

const silent = pino({ level: 'silent' });
const stack = new AsyncDisposableStack();
let nats: TestNats;
let orders: Participant;
let products: Participant;
let sender: Messaging;
let other: Messaging;

const listener = onMessage(workDone, ({ data: { jobId } }) =>
  Promise.resolve([message(workAsked, { jobId: `after ${jobId}` })]),
);

beforeAll(async () => {
  nats = stack.use(await startTestNats({ routes }));
  orders = stack.use(await createParticipant('orders', nats));
  products = stack.use(await createParticipant('products', nats));
  const options = { publishes: [doWork, workAsked], consumes: [listener] };
  sender = await orders.startReplica(options);
  other = await orders.startReplica(options);
});
afterAll(() => stack.disposeAsync());

/** What a replica hears, from now on. */
async function hearing(messaging: Messaging) {
  const heard: string[] = [];
  const hearing = messaging.hear(workAsked, ({ jobId }) => heard.push(jobId));
  await hearing.ready;
  return { heard, [Symbol.dispose]: () => hearing.stop() };
}

/** Tells of jobs in one transaction. */
const tell = (...jobIds: string[]) =>
  sender.transact((_tx, send) => {
    for (const jobId of jobIds) send(message(workAsked, { jobId }));
    return Promise.resolve();
  });

it('tells every replica of what is committed, in its order, and stores nothing of it', async () => {
  using own = await hearing(sender);
  using others = await hearing(other);
  await tell('1', '2');
  await tell('3');
  await expect
    .poll(() => [own.heard, others.heard])
    .toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]);
  const stored = await orders.database.$queryRawUnsafe(
    `SELECT 1 FROM messaging.outbox WHERE type = '${workAsked.type}'`,
  );
  expect(stored).toEqual([]);
});

it('tells nothing of what is undone', async () => {
  using own = await hearing(sender);
  const undone = sender.transact((_tx, send) => {
    send(message(workAsked, { jobId: 'undone' }));
    return Promise.reject(new Error('undone'));
  });
  await expect(undone).rejects.toThrow('undone');
  await tell('done');
  await expect.poll(() => own.heard).toEqual(['done']);
});

it('tells what a handler has said in reply', async () => {
  using own = await hearing(other);
  const worker = await products.startReplica({ publishes: [workDone] });
  await worker.transact((_tx, send) => {
    send(message(workDone, { jobId: '7' }));
    return Promise.resolve();
  });
  await expect.poll(() => own.heard, { timeout: 30_000 }).toEqual(['after 7']);
});

it('hears again over the next connection', async () => {
  using own = await hearing(other);
  await nats.crash();
  await nats.restart();
  await expect
    .poll(
      async () => {
        await tell('again');
        return own.heard;
      },
      { timeout: 30_000 },
    )
    .toContain('again');
});

it('does not take a subscription that NATS refuses for one', async () => {
  const reasons: unknown[] = [];
  const write = (line: string) => void reasons.push((JSON.parse(line) as { reason?: unknown }).reason);
  const logger = pino({ level: 'warn' }, { write });
  const stopping = new AbortController();
  const link = new NatsLink({ url: nats.urlFor('products'), name: 'products', logger: silent });
  let isReady = false;
  const hearer = new Hearer({ contract: workAsked, link, logger, onHeard: () => undefined });
  void hearer.ready.then(() => (isReady = true));
  const running = Promise.all([link.run(stopping.signal), hearer.run(stopping.signal)]);
  await expect.poll(() => reasons).toEqual([expect.stringMatching(/permission/i)]);
  expect(isReady).toBe(false);
  stopping.abort();
  await link.close();
  await running;
});

it('hears nothing that goes through a stream', () => {
  const link = new NatsLink({ url: nats.urlFor('orders'), name: 'orders', logger: silent });
  const options = { contract: workDone, link, logger: silent, onHeard: () => undefined };
  expect(() => new Hearer(options)).toThrow(/not told/);
});
