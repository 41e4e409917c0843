import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { perDomain, type Domain } from '@cartwright/events';
import { startNats, type NatsService } from './nats.ts';

let dataDir: string;
let nats: NatsService;
const passwords = { ...perDomain((domain) => `of-${domain}`), admin: 'of-admin', system: 'of-system' };
const connections: NatsConnection[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-nats-'));
  nats = await startNats({ dataDir, passwords });
});

afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
});

afterAll(async () => {
  await nats.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function connectAs(user: Domain | 'admin'): Promise<NatsConnection> {
  const { username, password, host } = new URL(nats.urlFor(user));
  const connection = await connect({ servers: host, user: username, pass: password });
  connections.push(connection);
  return connection;
}

/** Calls JetStream's API; rejects when the user has no permission. */
async function ask(user: Domain | 'admin', subject: string, body: unknown = ''): Promise<unknown> {
  const connection = await connectAs(user);
  const answer = await connection.request(subject, body === '' ? '' : JSON.stringify(body), {
    timeout: 1000,
    noMux: true,
  });
  return answer.json();
}

const stream = (source: Domain): unknown => ({
  name: source.toUpperCase(),
  subjects: [`from.${source}.>`],
  storage: 'file',
});

it('refuses a client without a login', async () => {
  const { host } = new URL(nats.url);
  await expect(connect({ servers: host, reconnect: false })).rejects.toThrow(/authorization/i);
});

it('lets a domain create its own stream and publish to it', async () => {
  await ask('orders', '$JS.API.STREAM.CREATE.ORDERS', stream('orders'));
  expect(await ask('orders', 'from.orders.order.placed.v1.1', { id: 1 })).toEqual({
    stream: 'ORDERS',
    seq: 1,
  });
});

it("refuses another domain's subjects and streams", async () => {
  await expect(ask('orders', 'from.payments.payment.captured.v1.1', { id: 1 })).rejects.toThrow(
    /permission/i,
  );
  await expect(ask('orders', '$JS.API.STREAM.CREATE.PAYMENTS', stream('payments'))).rejects.toThrow(
    /permission/i,
  );
  await expect(ask('payments', '$JS.API.STREAM.DELETE.ORDERS')).rejects.toThrow(/permission/i);
});

it("lets a domain consume another's stream", async () => {
  await ask('payments', '$JS.API.STREAM.CREATE.PAYMENTS', stream('payments'));
  const consumer = {
    stream_name: 'PAYMENTS',
    config: { durable_name: 'orders-payments-payment', ack_policy: 'explicit' },
  };
  const created = await ask(
    'orders',
    '$JS.API.CONSUMER.DURABLE.CREATE.PAYMENTS.orders-payments-payment',
    consumer,
  );
  expect(created).toMatchObject({ name: 'orders-payments-payment' });
  await ask('payments', 'from.payments.payment.captured.v1.1', { id: 1 });
  expect(await ask('orders', '$JS.API.CONSUMER.MSG.NEXT.PAYMENTS.orders-payments-payment')).toEqual({
    id: 1,
  });
});

it('keeps its streams across a restart', async () => {
  await nats.stop();
  nats = await startNats({ dataDir, passwords, port: nats.port });
  expect(await ask('admin', '$JS.API.STREAM.INFO.ORDERS')).toMatchObject({ state: { messages: 1 } });
});
