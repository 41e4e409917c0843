import type { IncomingMessage } from 'node:http';
import { arrivedRequest, createRequestVerifier } from '@cartwright/identity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { startTestGateway, testKey, type TestGateway } from './testing/start-test-gateway.ts';
import {
  startToyAccounts,
  startToyOrders,
  startToyProducts,
  toyOrderLife,
  type ToyOrderLife,
} from './testing/toy-store.ts';
import type { ToySubgraph } from './testing/toy-subgraph.ts';

let life: ToyOrderLife;
let products: ToySubgraph;
let accounts: ToySubgraph;
let orders: [ToySubgraph, ToySubgraph];
let gateway: TestGateway;

beforeEach(async () => {
  life = toyOrderLife();
  [products, accounts] = await Promise.all([startToyProducts(), startToyAccounts()]);
  orders = await Promise.all([startToyOrders(life), startToyOrders(life)]);
  gateway = await startTestGateway({
    products: products.url,
    accounts: accounts.url,
    orders: orders.map(({ url }) => url).join(','),
    resumePolicy: { maxStartMs: 1_000, maxOutageMs: 3_000, delayMs: () => 20 },
  });
});

afterEach(async () => {
  await gateway[Symbol.asyncDispose]();
  await Promise.all([products, accounts, ...orders].map((one) => one[Symbol.asyncDispose]()));
});

const openUpstreams = () => orders.reduce((total, one) => total + one.openSubscriptions(), 0);
const wide = `subscription ($id: ID!) {
  orderStatusChanged(orderId: $id) { status order { id product { name } customer { email } } }
}`;
const narrow = 'subscription { orderStatusChanged(orderId: "o1") { status } }';
const stock = 'subscription { stockChanged(id: "p7") { name } }';

function event(status: string) {
  const order = { id: 'o1', product: { name: 'Product p1' }, customer: { email: 'u1@example.com' } };
  return { done: false, value: { data: { orderStatusChanged: { status, order } } } };
}

it('fetches the rest of each event from two other subgraphs', async () => {
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(wide, { id: 'o1' });
  expect(await events.next()).toEqual(event('PENDING'));
  life.advance('CREATED');
  expect(await events.next()).toEqual(event('CREATED'));
  expect(products.requests).toHaveLength(2);
  expect(accounts.requests).toHaveLength(2);
});

it('connects to the upstream with the viewer’s token and a signature', async () => {
  const verify = createRequestVerifier({ caller: 'gateway', keys: [testKey] });
  const authorization = await gateway.issuer.authorization();
  await using client = openClient(gateway.webSocketUrl, {
    authorization,
    signature: 'forged',
    'x-currency': 'USD',
  });
  await client.stream(narrow).next();
  const [upgrade] = orders.flatMap(({ upgrades }) => upgrades);
  expect(upgrade?.headers).toMatchObject({ authorization, 'x-currency': 'USD' });
  expect(verify(arrivedRequest(upgrade as IncomingMessage))).toBe('valid');
});

it('closes the upstream when the client unsubscribes', async () => {
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(narrow);
  await events.next();
  expect(openUpstreams()).toBe(1);
  await events.return?.();
  await eventually(openUpstreams).toBe(0);
});

it('closes the upstream when the client vanishes', async () => {
  const client = openClient(gateway.webSocketUrl);
  await client.stream(narrow).next();
  client.client.terminate();
  await client[Symbol.asyncDispose]();
  await eventually(openUpstreams).toBe(0);
});

it('resumes at the other replica after the last version seen when its own is killed', async () => {
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(wide, { id: 'o1' });
  await events.next();
  life.advance('CREATED');
  await events.next();
  const serving = orders.find((one) => one.openSubscriptions() === 1);
  const other = orders.find((one) => one !== serving);
  const pending = events.next();
  await serving?.kill();
  life.advance('CONFIRMED');
  expect(await pending).toEqual(event('CONFIRMED'));
  expect(other?.subscribed).toEqual([{ id: 'o1', _resumeAfterVersion: 2 }]);
});

it('misses nothing that happened while no replica was there', async () => {
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(narrow);
  await events.next();
  await Promise.all(orders.map((one) => one.kill()));
  life.advance('CREATED');
  life.advance('CONFIRMED');
  orders[0] = await startToyOrders(life, orders[0].port);
  const seen = [await events.next(), await events.next()];
  expect(seen.map(({ value }) => (value as { data: unknown }).data)).toEqual([
    { orderStatusChanged: { status: 'CREATED' } },
    { orderStatusChanged: { status: 'CONFIRMED' } },
  ]);
});

it('begins after the version that the client names', async () => {
  life.advance('CREATED');
  life.advance('CONFIRMED');
  await using client = openClient(gateway.webSocketUrl);
  const { value } = await client
    .stream('subscription ($v: Int) { orderStatusChanged(orderId: "o1", afterVersion: $v) { version } }', {
      v: 1,
    })
    .next();
  expect(value).toEqual({ data: { orderStatusChanged: { version: 2 } } });
});

it('ends a subscription that cannot resume with a clear error', async () => {
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(stock);
  expect(await events.next()).toMatchObject({ value: { data: { stockChanged: { name: 'Product p7' } } } });
  await orders.find((one) => one.openSubscriptions() === 1)?.kill();
  await expect(events.next()).rejects.toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
});

it('says so when no replica can be reached', async () => {
  await Promise.all(orders.map((one) => one.kill()));
  await using client = openClient(gateway.webSocketUrl);
  await expect(client.stream(narrow).next()).rejects.toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
});

it('sends an event with errors while another subgraph is down, and complete ones afterwards', async () => {
  await products.kill();
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(wide, { id: 'o1' });
  const { value } = await events.next();
  expect(value).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  products = await startToyProducts(products.port);
  await eventually(async () => (await gateway.run('{ product(id: "p1") { name } }')).errors).toBeUndefined();
  life.advance('CREATED');
  expect(await events.next()).toEqual(event('CREATED'));
});

describe('subscribers of the same order', () => {
  const subscriptions = () => orders.reduce((total, one) => total + one.subscribed.length, 0);

  async function follow(authorization?: string) {
    const client = openClient(
      gateway.webSocketUrl,
      authorization === undefined ? undefined : { authorization },
    );
    const events = client.stream(wide, { id: 'o1' });
    expect(await events.next()).toMatchObject({ done: false });
    return { client, events, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() };
  }

  it('share one upstream and one answer, and each gets every version', async () => {
    await using one = await follow();
    await using other = await follow();
    await eventually(openUpstreams).toBe(1);
    const fetched = products.requests.length;
    for (const status of ['CREATED', 'CONFIRMED']) {
      life.advance(status);
      expect(await Promise.all([one.events.next(), other.events.next()])).toEqual([
        event(status),
        event(status),
      ]);
    }
    expect(products.requests.length - fetched).toBe(2);
    expect(subscriptions()).toBe(2);
  });

  it('stay when one of them leaves, on whichever upstream', async () => {
    await using first = await follow();
    await using second = await follow();
    await eventually(openUpstreams).toBe(1);
    await second.client[Symbol.asyncDispose]();
    life.advance('CREATED');
    expect(await first.events.next()).toEqual(event('CREATED'));
    await using third = await follow();
    await first.client[Symbol.asyncDispose]();
    life.advance('CONFIRMED');
    expect(await third.events.next()).toEqual(event('CONFIRMED'));
    await eventually(openUpstreams).toBe(1);
    await third.client[Symbol.asyncDispose]();
    await eventually(openUpstreams).toBe(0);
  });

  it('resume as one when their upstream is lost, without gaps or duplicates', async () => {
    await using one = await follow();
    await using other = await follow();
    await eventually(openUpstreams).toBe(1);
    const serving = orders.find((replica) => replica.openSubscriptions() === 1);
    const opened = subscriptions();
    await serving?.kill();
    for (const status of ['CREATED', 'CONFIRMED']) life.advance(status);
    for (const { events } of [one, other]) {
      expect([await events.next(), await events.next()]).toEqual([event('CREATED'), event('CONFIRMED')]);
    }
    expect(subscriptions()).toBe(opened + 1);
  });

  it('never share with another customer, nor with nobody', async () => {
    const [mine, theirs] = [await gateway.issuer.authorization(), await gateway.issuer.authorization()];
    await using one = await follow(mine);
    await using other = await follow(theirs);
    await using nobody = await follow();
    life.advance('CREATED');
    for (const { events } of [one, other, nobody]) expect(await events.next()).toEqual(event('CREATED'));
    expect(openUpstreams()).toBe(3);
    expect(
      orders.flatMap(({ upgrades }) => upgrades.map(({ headers }) => headers.authorization)).toSorted(),
    ).toEqual([mine, theirs, undefined].toSorted());
  });
});
