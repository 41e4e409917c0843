import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { domains, perDomain, type Domain } from '@cartwright/events';
import { startNats, type NatsService } from './nats.ts';

type User = Domain | 'gateway' | 'admin';

let dataDir: string;
let nats: NatsService;
const passwords = {
  ...perDomain((domain) => `of-${domain}`),
  gateway: 'of-gateway',
  admin: 'of-admin',
  system: 'of-system',
};
const connections: NatsConnection[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-nats-'));
  nats = await startNats({ dataDir, passwords });
  for (const domain of domains)
    await ask(domain, `$JS.API.STREAM.CREATE.${domain.toUpperCase()}`, stream(domain));
  for (const [domain, source, category] of durables) await createDurable(domain, source, category);
});

afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
});

afterAll(async () => {
  await nats.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const durables = [
  ['orders', 'payments', 'payments'],
  ['payments', 'orders', 'payments'],
  ['products', 'orders', 'inventory'],
  ['carts', 'products', 'catalog'],
] as const;

async function connectAs(user: User): Promise<NatsConnection> {
  const { username, password, host } = new URL(nats.urlFor(user));
  const inboxPrefix = `_INBOX_${user}`;
  const connection = await connect({ servers: host, user: username, pass: password, inboxPrefix });
  connections.push(connection);
  return connection;
}

/** Asks JetStream, or publishes to a stream; rejects when the login may not. */
async function ask(user: User, subject: string, body: unknown = ''): Promise<unknown> {
  const connection = await connectAs(user);
  const answer = await connection.request(subject, body === '' ? '' : JSON.stringify(body), {
    timeout: 1000,
    noMux: true,
  });
  return answer.json();
}

const stream = (source: Domain): object => ({
  name: source.toUpperCase(),
  subjects: [`from.${source}.>`],
  storage: 'file',
});

function createDurable(domain: Domain, source: Domain, category: string): Promise<unknown> {
  const name = `${domain}-${source}-${category}`;
  const filter = `from.${source}.${category}.>`;
  const config = { name, durable_name: name, filter_subject: filter, ack_policy: 'explicit' };
  const subject = `$JS.API.CONSUMER.CREATE.${source.toUpperCase()}.${name}.${filter}`;
  return ask(domain, subject, { stream_name: source.toUpperCase(), config });
}

/** Whether a login may subscribe. */
async function hears(user: User, subject: string): Promise<boolean> {
  const connection = await connectAs(user);
  const refused = Promise.withResolvers<false>();
  connection.subscribe(subject, {
    callback: (error) => {
      if (error) refused.resolve(false);
    },
  });
  return Promise.race([
    refused.promise,
    connection
      .flush()
      .then(() => connection.flush())
      .then(() => true),
  ]);
}

it('refuses a client without a login', async () => {
  const { host } = new URL(nats.url);
  await expect(connect({ servers: host, reconnect: false })).rejects.toThrow(/authorization/i);
});

it.each(domains)('lets %s keep its stream and publish to it', async (domain) => {
  const name = domain.toUpperCase();
  expect(await ask(domain, `$JS.API.STREAM.UPDATE.${name}`, stream(domain))).toMatchObject({
    config: { name },
  });
  expect(await ask(domain, `from.${domain}.example.v1.1`, { id: 1 })).toMatchObject({ stream: name });
  expect(await ask(domain, `$JS.API.STREAM.MSG.GET.${name}`, { seq: 1 })).toHaveProperty('message');
  expect(await ask(domain, `$JS.API.STREAM.PURGE.${name}`)).toMatchObject({ success: true });
});

it("lets a domain read another's stream through its own durable", async () => {
  await ask('payments', 'from.payments.payments.captured.v1.1', { id: 7 });
  const consumer = 'PAYMENTS.orders-payments-payments';
  expect(await ask('orders', `$JS.API.CONSUMER.MSG.NEXT.${consumer}`)).toEqual({ id: 7 });
  expect(await ask('orders', `$JS.API.CONSUMER.INFO.${consumer}`)).toMatchObject({ num_ack_pending: 1 });
});

it('lets orders see how far behind each consumer is', async () => {
  for (const domain of domains)
    expect(await ask('orders', `$JS.API.CONSUMER.LIST.${domain.toUpperCase()}`)).toHaveProperty('consumers');
});

describe('after a domain was taken over, its login is refused', () => {
  const push = (name: string, filter: string) => ({
    stream_name: 'ORDERS',
    config: { name, durable_name: name, deliver_subject: '_INBOX_carts.stolen', filter_subject: filter },
  });

  it.each<[string, User, string, unknown?]>([
    ["another's subjects", 'carts', 'from.payments.payments.captured.v1.1', { id: 1 }],
    ['an event, as a gateway', 'gateway', 'from.products.catalog.variant-changed.v1.1', { id: 1 }],
    ['a stream that gateways do not follow', 'gateway', '$JS.API.STREAM.INFO.ORDERS'],
    ["another's stream: its creation", 'carts', '$JS.API.STREAM.CREATE.PAYMENTS', stream('payments')],
    ["another's stream: its settings", 'carts', '$JS.API.STREAM.UPDATE.PAYMENTS', stream('payments')],
    ["another's stream: its end", 'carts', '$JS.API.STREAM.DELETE.ORDERS'],
    ["another's stream: emptying it", 'orders', '$JS.API.STREAM.PURGE.PAYMENTS'],
    ["another's stream: a message of it", 'carts', '$JS.API.STREAM.MSG.GET.ORDERS', { seq: 1 }],
    ["another's stream: directly", 'carts', '$JS.API.DIRECT.GET.ORDERS', { seq: 1 }],
    ["another's stream: deleting a message", 'carts', '$JS.API.STREAM.MSG.DELETE.ORDERS', { seq: 1 }],
    ["another's stream: its backup", 'carts', '$JS.API.STREAM.SNAPSHOT.ORDERS', {}],
    ['a stream that it does not read', 'carts', '$JS.API.STREAM.INFO.PAYMENTS'],
    ['the list of streams', 'carts', '$JS.API.STREAM.LIST'],
    ['the names of streams', 'carts', '$JS.API.STREAM.NAMES'],
    ['a stream of its own making', 'carts', '$JS.API.STREAM.CREATE.MINE', { name: 'MINE', subjects: ['>'] }],
    ["another's consumer: its state", 'carts', '$JS.API.CONSUMER.INFO.ORDERS.payments-orders-payments'],
    ["another's consumer: draining it", 'carts', '$JS.API.CONSUMER.MSG.NEXT.ORDERS.payments-orders-payments'],
    ["another's consumer: its end", 'carts', '$JS.API.CONSUMER.DELETE.ORDERS.payments-orders-payments'],
    [
      "another's consumer, to orders too: draining it",
      'orders',
      '$JS.API.CONSUMER.MSG.NEXT.PRODUCTS.carts-products-catalog',
    ],
    [
      "another's consumer, to orders too: its end",
      'orders',
      '$JS.API.CONSUMER.DELETE.PRODUCTS.carts-products-catalog',
    ],
    ["another's consumers: their list", 'carts', '$JS.API.CONSUMER.LIST.ORDERS'],
    ["another's consumers: their names", 'carts', '$JS.API.CONSUMER.NAMES.ORDERS'],
    ["another's message: acknowledging it", 'carts', '$JS.ACK.ORDERS.payments-orders-payments.1.1.1.1.0'],
    [
      'a consumer of a stream that it does not read',
      'carts',
      '$JS.API.CONSUMER.CREATE.PAYMENTS.carts-payments-payments.from.payments.payments.>',
      {},
    ],
    ['a consumer without a name', 'carts', '$JS.API.CONSUMER.CREATE.ORDERS', push('x', 'from.orders.>')],
    [
      'a durable of the older form',
      'carts',
      '$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.carts-orders-orders',
      push('carts-orders-orders', 'from.orders.>'),
    ],
    [
      'its own durable with another filter',
      'carts',
      '$JS.API.CONSUMER.CREATE.ORDERS.carts-orders-orders.from.orders.payments.>',
      push('carts-orders-orders', 'from.orders.payments.>'),
    ],
    ['the state of the account', 'carts', '$JS.API.INFO'],
    ['the server', 'carts', '$SYS.REQ.SERVER.PING'],
    ["another's answers", 'carts', '_INBOX_orders.x', { forged: true }],
    ["another's replicas", 'carts', 'relay.wake.orders'],
    ["another's report", 'carts', 'messaging.report.payments'],
    ['telling for another', 'carts', 'told.orders.orders.order-status-changed.v1'],
    ["another's report: answering for it", 'carts', 'messaging.reported.payments.x'],
  ])('%s', async (_what, user, subject, body) => {
    await expect(ask(user, subject, body)).rejects.toThrow(/permission/i);
  });

  it('a durable whose body says another filter than its subject', async () => {
    const subject = '$JS.API.CONSUMER.CREATE.ORDERS.carts-orders-orders.from.orders.orders.>';
    const answer = await ask('carts', subject, push('carts-orders-orders', 'from.orders.>'));
    expect(answer).toHaveProperty('error');
  });

  it.each([
    '>',
    '_INBOX.>',
    '_INBOX_orders.>',
    'from.>',
    'from.carts.>',
    '$JS.>',
    '$SYS.>',
    '_INBOX_*.>',
    'messaging.reported.>',
    'told.>',
    'told.orders.orders.order-status-changed.v1',
  ])('what it may not hear: %s', async (subject) => {
    expect(await hears('carts', subject)).toBe(false);
  });

  it('an answer to whoever has asked it', async () => {
    const carts = await connectAs('carts');
    carts.subscribe('messaging.report.carts', {
      callback: (_error, message) => void message.respond('forged'),
    });
    await carts.flush();
    const asked = (await connectAs('orders')).request('messaging.report.carts', '', { timeout: 300 });
    await expect(asked).rejects.toThrow(/timeout/i);
  });

  it('and hears its own answers', async () => {
    expect(await hears('carts', '_INBOX_carts.x')).toBe(true);
  });
});

it('keeps its streams across a restart', async () => {
  await ask('orders', 'from.orders.orders.placed.v1.1', { id: 1 });
  const before = await ask('admin', '$JS.API.STREAM.INFO.ORDERS');
  await nats.stop();
  nats = await startNats({ dataDir, passwords, port: nats.port });
  const { state } = before as { state: { messages: number } };
  expect(state.messages).toBeGreaterThan(0);
  expect(await ask('admin', '$JS.API.STREAM.INFO.ORDERS')).toMatchObject({
    state: { messages: state.messages },
  });
});
