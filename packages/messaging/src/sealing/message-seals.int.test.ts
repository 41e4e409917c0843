import { defineMessage, message, type DataOf } from '@cartwright/events';
import { startTestNats, testSeals, waitFor, type TestNats } from '@cartwright/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createParticipant, type Participant } from '../../test/participant.ts';
import { onMessage } from '../consumer/handlers.ts';
import { connectionOptions } from '../nats/connection-options.ts';
import type { MessageSeal } from './message-seals.ts';

const linkWanted = defineMessage({
  type: 'jobs.link-wanted.v1',
  source: 'orders',
  kind: 'event',
  readers: ['products'],
  meaning: 'for tests',
  secrets: ['token'],
  schema: z.object({ jobId: z.string(), token: z.string() }),
  key: (data) => data.jobId,
  businessId: (data) => data.jobId,
  samples: [{ jobId: '1', token: 'opens' }],
});
type LinkWanted = DataOf<typeof linkWanted>;

const withAnotherKey: MessageSeal = {
  close: (text) => text,
  open: () => {
    throw new Error('It does not open.');
  },
};
const stack = new AsyncDisposableStack();
let nats: TestNats;
let orders: Participant;

beforeAll(async () => {
  nats = stack.use(await startTestNats({ routes: [linkWanted] }));
  orders = stack.use(await createParticipant('orders', nats));
});
afterAll(() => stack.disposeAsync());

const textOf = async ({ database }: Participant, table: string): Promise<string> => {
  const rows = await database.$queryRawUnsafe<{ text: string }[]>(
    `SELECT string_agg(t::text, ' ') AS text FROM messaging.${table} t`,
  );
  return rows[0]?.text ?? '';
};

const streamText = async (): Promise<string> => {
  await using connection = {
    nats: await connect(connectionOptions(nats.urlFor('admin'))),
    [Symbol.asyncDispose]: () => connection.nats.close(),
  };
  const { streams } = await jetstreamManager(connection.nats);
  const { state } = await streams.info('ORDERS');
  const texts = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1)
    texts.push((await streams.getMessage('ORDERS', { seq }))?.string() ?? '');
  return texts.join('\n');
};

async function send(data: LinkWanted): Promise<void> {
  const sender = await orders.startReplica({ publishes: [linkWanted], seals: testSeals });
  await sender.transact((_tx, put) => {
    put(message(linkWanted, data));
    return Promise.resolve();
  });
}

it('a secret is read by who has the key, and by nobody where the message is kept', async () => {
  await using products = await createParticipant('products', nats);
  const read: LinkWanted[] = [];
  const handler = onMessage(linkWanted, ({ data }) => Promise.resolve(void read.push(data)));
  await products.startReplica({ consumes: [handler], seals: testSeals });
  await send({ jobId: 'sealed', token: 'opens-the-door' });
  await waitFor(() => read.length > 0);
  expect(read).toEqual([{ jobId: 'sealed', token: 'opens-the-door' }]);
  for (const text of [await textOf(orders, 'outbox'), await streamText()]) {
    expect(text).toContain('sealed:');
    expect(text).not.toContain('opens-the-door');
  }
});

it('a secret that does not open is parked as it came', async () => {
  await using products = await createParticipant('products', nats);
  const handler = onMessage(linkWanted, () => Promise.resolve());
  const replica = await products.startReplica({
    consumes: [handler],
    seals: { of: { orders: withAnotherKey } },
  });
  await send({ jobId: 'parked', token: 'opens-the-window' });
  const parked = await waitFor(async () => {
    const found = (await replica.listParked()).find(({ businessId }) => businessId === 'parked');
    return found ?? false;
  });
  expect(parked.reason).toBe('The secrets of jobs.link-wanted.v1 were sealed with another key');
  expect(await textOf(products, 'parked_messages')).not.toContain('opens-the-window');
});
