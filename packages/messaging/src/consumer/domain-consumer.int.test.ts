import { message, streamOf } from '@cartwright/events';
import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, it, onTestFinished } from 'vitest';
import type { Messaging } from '../messaging.ts';
import { connectionOptions } from '../nats/connection-options.ts';
import { doWork, routes } from '../../test/contracts.ts';
import { createParticipant, type Participant } from '../../test/participant.ts';
import { onMessage } from './handlers.ts';

const stack = new AsyncDisposableStack();
let nats: TestNats;
let orders: Participant;
let products: Participant;
let sender: Messaging;
let admin: NatsConnection;

beforeAll(async () => {
  nats = stack.use(await startTestNats({ routes }));
  orders = stack.use(await createParticipant('orders', nats));
  products = stack.use(await createParticipant('products', nats));
  sender = await orders.startReplica({ publishes: [doWork] });
  admin = await connect(connectionOptions(nats.urlFor('admin')));
  stack.defer(() => admin.close());
});
afterAll(() => stack.disposeAsync());

const ask = (jobId: string) =>
  sender.transact((_tx, send) => {
    send(message(doWork, { jobId }));
    return Promise.resolve();
  });

it('extends the ack wait of a message that takes long', async () => {
  const sent: string[] = [];
  const acks = admin.subscribe('$JS.ACK.>', { callback: (_error, ack) => void sent.push(ack.string()) });
  await admin.flush();
  const allowed = Promise.withResolvers<unknown>();
  onTestFinished(() => allowed.resolve(undefined));
  const patient = onMessage(doWork, async () => {
    await allowed.promise;
    return [];
  });
  const receiver = await products.startReplica({ consumes: [patient], ackWaitMs: 600 });
  await ask('patience');
  await waitFor(() => sent.includes('+WPI'));
  allowed.resolve(undefined);
  await waitFor(() => sent.includes('+ACK'));
  acks.unsubscribe();
  await receiver.stop();
});

it('recreates its durable consumer when it is deleted', async () => {
  const done: string[] = [];
  const worker = onMessage(doWork, ({ data }) => {
    done.push(data.jobId);
    return Promise.resolve([]);
  });
  const receiver = await products.startReplica({ consumes: [worker] });
  await ask('before');
  await waitFor(() => done.includes('before'));
  const manager = await jetstreamManager(admin);
  for await (const { stream_name: stream, name } of manager.consumers.list(streamOf('orders'))) {
    await manager.consumers.delete(stream, name);
  }
  await ask('after');
  await waitFor(() => done.includes('after'), { timeoutMs: 30_000 });
  await receiver.stop();
});
