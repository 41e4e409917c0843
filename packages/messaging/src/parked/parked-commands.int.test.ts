import { message } from '@cartwright/events';
import { startTestNats, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { onMessage } from '../consumer/handlers.ts';
import type { Messaging } from '../messaging.ts';
import { doWork, workDone, routes } from '../../test/contracts.ts';
import { createParticipant, type Participant } from '../../test/participant.ts';
import { messageParked } from './message-parked.ts';
import {
  parkedMessageDiscard,
  parkedMessageReplay,
  parkedMessageResolved,
  type ParkedMessageResolved,
} from './parked-contracts.ts';
import type { ParkedMessage } from './parked-messages.ts';

let nats: TestNats;
let orders: Participant;
let products: Participant;
let sender: Messaging;
let receiver: Messaging;
let isMended = false;
const resolved: ParkedMessageResolved[] = [];
const parkedIds: string[] = [];

const fragile = onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
  if (!isMended) throw new Error('cannot be digested');
  await tx.$executeRawUnsafe('INSERT INTO effect (job_id) VALUES ($1)', data.jobId);
  return [message(workDone, { jobId: data.jobId })];
});
const watching = [
  onMessage(messageParked('products'), ({ data }) => {
    parkedIds.push(data.parkedMessageId);
    return Promise.resolve([]);
  }),
  onMessage(messageParked('orders'), () => Promise.resolve([])),
  onMessage(parkedMessageResolved('products'), ({ data }) => {
    resolved.push(data);
    return Promise.resolve([]);
  }),
];

beforeAll(async () => {
  nats = await startTestNats({ routes });
  orders = await createParticipant('orders', nats);
  products = await createParticipant('products', nats);
  sender = await orders.startReplica({
    publishes: [doWork, parkedMessageReplay, parkedMessageDiscard],
    consumes: watching,
  });
  receiver = await products.startReplica({ publishes: [workDone], consumes: [fragile], maxAttempts: 1 });
});
afterAll(async () => {
  await orders[Symbol.asyncDispose]();
  await products[Symbol.asyncDispose]();
  await nats[Symbol.asyncDispose]();
});
beforeEach(() => {
  isMended = false;
});

const send = (outgoing: ReturnType<typeof message>): Promise<void> =>
  sender.transact((_tx, put) => {
    put(outgoing);
    return Promise.resolve();
  });

async function park(jobId: string): Promise<ParkedMessage> {
  await send(message(doWork, { jobId }));
  const isIt = ({ businessId }: ParkedMessage): boolean => businessId === jobId;
  return waitFor(async () => (await receiver.listParked()).find(isIt));
}

/** Sends a command, and gives the domain's answer. */
async function request(
  parkedMessageId: string,
  { discard, domain = 'products' }: { discard?: string; domain?: 'products' | 'carts' } = {},
): Promise<Partial<ParkedMessageResolved>> {
  const data = { domain, parkedMessageId, requestId: uuidv7() };
  await send(
    discard === undefined
      ? message(parkedMessageReplay, data)
      : message(parkedMessageDiscard, { ...data, reason: discard }),
  );
  const answer = await waitFor(() => resolved.find(({ requestId }) => requestId === data.requestId));
  expect(answer.parkedMessageId).toBe(parkedMessageId);
  return { outcome: answer.outcome, reason: answer.reason };
}

it('is announced when it is parked, fails again, and is replayed when its cause is gone', async () => {
  const { id } = await park('poison');
  await waitFor(() => parkedIds.includes(id));
  expect(await request(id)).toEqual({ outcome: 'failed', reason: 'cannot be digested' });
  const [still] = await receiver.listParked();
  expect(still).toMatchObject({ id, attempts: 2 });
  isMended = true;
  expect(await request(id)).toEqual({ outcome: 'replayed', reason: null });
  expect(await products.effects()).toEqual(['poison']);
  expect(await receiver.listParked()).toEqual([]);
  expect(await request(id)).toEqual({ outcome: 'replayed', reason: null });
  expect(await products.effects()).toEqual(['poison']);
});

it('is discarded without being handled, and says so when it is asked to handle it after all', async () => {
  const { id } = await park('nonsense');
  expect(await request(id, { discard: 'sent by mistake' })).toEqual({
    outcome: 'discarded',
    reason: 'sent by mistake',
  });
  isMended = true;
  expect(await request(id)).toEqual({ outcome: 'discarded', reason: 'sent by mistake' });
  expect(await products.effects()).not.toContain('nonsense');
});

it('says that it keeps no such message', async () => {
  expect(await request(uuidv7())).toEqual({ outcome: 'unknown', reason: null });
});

it('ignores a command to another domain', async () => {
  const { id } = await park('of products');
  const elsewhere = { domain: 'carts', parkedMessageId: id, requestId: uuidv7() } as const;
  isMended = true;
  await send(message(parkedMessageReplay, elsewhere));
  await waitFor(async () => {
    const rows = await products.database.$queryRawUnsafe<unknown[]>(
      `SELECT FROM messaging.inbox WHERE business_id = '${elsewhere.requestId}'`,
    );
    return rows.length === 1;
  });
  expect(await receiver.listParked()).toMatchObject([{ id }]);
});

it('shows the backlog of each consumer', async () => {
  await receiver.stop();
  for (const jobId of ['1', '2', '3']) await send(message(doWork, { jobId }));
  await waitFor(async () => (await sender.lag()).unpublished === 0);
  const backlog = (await sender.backlog()) ?? [];
  expect(backlog.find(({ consumer }) => consumer === 'products-orders-jobs')).toEqual({
    domain: 'products',
    source: 'orders',
    consumer: 'products-orders-jobs',
    pending: 3,
    unacknowledged: 0,
  });
  await nats.stop();
  await waitFor(() => sender.health().nats === 'down');
  expect(await sender.backlog()).toBeUndefined();
});
