import {
  customerRegistered,
  guestClaimed,
  orderConfirmed,
  orderPlaced,
  productChanged,
  type DataOf,
} from '@cartwright/events';
import {
  startSender,
  startTestNats,
  waitFor,
  type TestNats,
  type TestSender,
  type TestViewer,
} from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReceiver, type ReceivedRequest } from '../../test/start-receiver.ts';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';

const stack = new AsyncDisposableStack();
let nats: TestNats;
let notifications: TestNotifications;
let orders: TestSender;
let products: TestSender;
let accounts: TestSender;

beforeAll(async () => {
  nats = stack.use(await startTestNats());
  orders = stack.use(await startSender(nats, 'orders', [orderPlaced, orderConfirmed]));
  products = stack.use(await startSender(nats, 'products', [productChanged]));
  accounts = stack.use(await startSender(nats, 'accounts', [customerRegistered, guestClaimed]));
  notifications = stack.use(await startTestNotifications({ natsUrl: nats.urlFor('notifications') }));
  await notifications.startReplica();
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: randomUUID(), role: 'STAFF' };

interface Result {
  readonly __typename: string;
  readonly secret: string;
  readonly eventCount?: number;
  readonly nextPosition?: string | null;
  readonly webhook: { readonly id: string; readonly version: number; readonly status: string };
  readonly delivery: { readonly id: string };
  readonly fields?: readonly { readonly path: readonly string[]; readonly code: string }[];
}

const selections = {
  Create: 'webhook { id version status } secret',
  Update: 'webhook { id version status }',
  Delete: 'webhookId',
  SecretRotate: 'webhook { id version status } secret',
  Test: 'delivery { id }',
  Replay: 'eventCount nextPosition',
};

async function act(
  what: keyof typeof selections,
  input: object,
  {
    viewer = staff,
    on = notifications,
  }: { viewer?: TestViewer; on?: Pick<TestNotifications, 'graphql'> } = {},
): Promise<Result> {
  const { data, errors } = await on.graphql<{ result: Result }>(
    viewer,
    `mutation ($input: Webhook${what}Input!) { result: webhook${what}(input: $input) { __typename
      ... on Webhook${what}Success { ${selections[what]} } ... on InvalidInputError { fields { path code } } } }`,
    { input },
  );
  return errors === undefined ? data.result : ({ __typename: errors[0]?.extensions.code ?? '' } as Result);
}

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await notifications.graphql<Data>(staff, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

type Order = DataOf<typeof orderConfirmed>;
const newOrder = (): Order => {
  const [sample] = orderConfirmed.samples as [Order];
  return { ...sample, orderId: randomUUID(), customerId: randomUUID() };
};

const verify = (secret: string, { body, headers }: ReceivedRequest): unknown =>
  new Webhook(secret).verify(body, headers);

it('tells a webhook of what it asked for, signed so that the standard library verifies it, and names nobody', async () => {
  await using receiver = await startReceiver();
  const types = [orderConfirmed.type, productChanged.type];
  const { secret, webhook } = await act('Create', { url: receiver.url, types });
  const order = newOrder();
  const productId = randomUUID();
  await orders.send(orderPlaced, order);
  await orders.send(orderConfirmed, order);
  await products.send(productChanged, { productId, changeId: randomUUID() });
  await waitFor(() => receiver.received.length >= 2);
  const told = receiver.received.toSorted((one, other) => (one.event.type < other.event.type ? -1 : 1));
  expect(told.map(({ event }) => [event.type, event.subject])).toEqual([
    [productChanged.type, productId],
    [orderConfirmed.type, order.orderId],
  ]);
  for (const one of told) {
    expect(verify(secret, one)).toMatchObject({ specversion: '1.0', id: one.headers['webhook-id'] });
    expect(() => verify(secret, { ...one, body: `${one.body} ` })).toThrow();
    expect(one.body).not.toMatch(/example\.com|Sam|Berlin/);
  }
  expect(told[1]?.event.data).toMatchObject({ orderId: order.orderId, totalMinor: order.totalMinor });
  await act('Delete', { id: webhook.id });
});

it('shows all of it in the feed, in its order, page by page', async () => {
  const order = newOrder();
  await orders.send(orderPlaced, order);
  await orders.send(orderConfirmed, order);
  interface Page {
    readonly events: {
      readonly nodes: { position: string; type: string; subject: string; data: { orderId?: string } }[];
      readonly pageInfo: { readonly endCursor: string | null };
    };
  }
  const query = `query ($after: String, $afterPosition: String, $types: [String!]) {
    events(first: 1, after: $after, filters: { afterPosition: $afterPosition, types: $types }) {
      nodes { position type subject data } pageInfo { endCursor } } }`;
  const readAll = async (variables: object): Promise<Page['events']['nodes']> => {
    const { events } = await ask<Page>(query, variables);
    const { endCursor: after } = events.pageInfo;
    return after === null ? [] : [...events.nodes, ...(await readAll({ ...variables, after }))];
  };
  const seen = await waitFor(async () => {
    const mine = (await readAll({})).filter(({ subject }) => subject === order.orderId);
    return mine.length === 2 ? mine : undefined;
  });
  expect(seen.map(({ type }) => type)).toEqual([orderPlaced.type, orderConfirmed.type]);
  expect(seen[0]?.data.orderId).toBe(order.orderId);
  const later = await readAll({ afterPosition: seen[0]?.position, types: [orderConfirmed.type] });
  expect(later.map(({ position }) => position)).toEqual([seen[1]?.position]);
  const { errors } = await notifications.graphql(
    staff,
    '{ events(filters: { afterPosition: "first" }) { nodes { id } } }',
  );
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

it('signs with the secret of before, too, once that is replaced', async () => {
  await using receiver = await startReceiver();
  const { secret: former, webhook } = await act('Create', {
    url: receiver.url,
    types: [productChanged.type],
  });
  const { secret } = await act('SecretRotate', { id: webhook.id });
  const { delivery } = await act('Test', { id: webhook.id });
  const [test] = await waitFor(() => (receiver.received.length > 0 ? receiver.received : undefined));
  expect(test?.event).toMatchObject({ id: delivery.id, type: 'webhooks.test.v1', subject: webhook.id });
  if (test === undefined) throw new Error('nothing came');
  verify(former, test);
  verify(secret, test);
  expect(secret).not.toBe(former);
  const stored = await notifications.database.statements.selectFrom('webhooks').selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain(secret.slice('whsec_'.length));
  await act('Delete', { id: webhook.id });
});

it('sends once more what is asked for: from a position, or one delivery', async () => {
  await using receiver = await startReceiver();
  const order = newOrder();
  await orders.send(orderPlaced, order);
  await orders.send(orderConfirmed, order);
  const placed = () =>
    notifications.database.statements
      .selectFrom('feedEvents')
      .select(['position', 'id'])
      .where('subject', '=', order.orderId)
      .where('position', 'is not', null)
      .orderBy('position')
      .execute();
  const [first, second] = await waitFor(async () => ((await placed()).length === 2 ? placed() : undefined));
  const { webhook } = await act('Create', { url: receiver.url, subject: order.orderId });
  const replay = await act('Replay', { id: webhook.id, fromPosition: String(first?.position) });
  expect(replay).toMatchObject({ eventCount: 2, nextPosition: null });
  await waitFor(() => receiver.received.length === 2);
  expect(receiver.received.map(({ event }) => event.id)).toEqual([first?.id, second?.id]);
  interface Deliveries {
    readonly webhookDeliveries: {
      readonly nodes: { id: string; event: { id: string }; attempts: { status: number }[] }[];
    };
  }
  const query = `query ($id: ID!) { webhookDeliveries(webhookId: $id, filters: { states: [FAILED, DELIVERED] }) {
    nodes { id event { id } attempts { number status durationMs error } } } }`;
  const { nodes } = await waitFor(async () => {
    const { webhookDeliveries } = await ask<Deliveries>(query, { id: webhook.id });
    return webhookDeliveries.nodes.length === 2 ? webhookDeliveries : undefined;
  });
  expect(nodes.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[204], [204]]);
  const again = nodes.find(({ event }) => event.id === second?.id);
  expect(await act('Replay', { id: webhook.id, deliveryId: again?.id })).toMatchObject({ eventCount: 1 });
  await waitFor(() => receiver.received.length === 3);
  expect(receiver.received[2]?.event.id).toBe(second?.id);
  expect(await act('Replay', { id: webhook.id })).toMatchObject({ fields: [{ code: 'REQUIRED' }] });
  const other = await act('Replay', { id: webhook.id, deliveryId: randomUUID() });
  expect(other).toMatchObject({ fields: [{ path: ['deliveryId'], code: 'INVALID_VALUE' }] });
  await act('Delete', { id: webhook.id });
});

it('sends nothing while it is disabled, and says who was quicker', async () => {
  await using receiver = await startReceiver();
  const { webhook } = await act('Create', { url: receiver.url });
  const change = { id: webhook.id, version: 1, status: 'DISABLED' };
  expect((await act('Update', change)).webhook).toMatchObject({ version: 2, status: 'DISABLED' });
  expect((await act('Update', change)).__typename).toBe('WebhookChangedError');
  expect((await act('Test', { id: webhook.id })).__typename).toBe('WebhookNotEnabledError');
  const suspended = await act('Update', { ...change, version: 2, status: 'SUSPENDED' });
  expect(suspended.fields).toEqual([{ path: ['status'], code: 'INVALID_VALUE' }]);
  await act('Delete', { id: webhook.id });
  expect((await act('Delete', { id: webhook.id })).__typename).toBe('WebhookNotFoundError');
});

it('refuses addresses of the own network, and does not connect to them whatever a name says', async () => {
  await using receiver = await startReceiver();
  await using careful = await startTestNotifications({ webhookTargets: 'public' });
  const on = { on: careful };
  const urls = ['http://shop.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://169.254.169.254/x'];
  for (const url of [...urls, 'https://localhost:4000/', 'https://10.0.0.1/', 'https://me:you@shop.example/'])
    expect((await act('Create', { url }, on)).fields, url).toEqual([
      { path: ['url'], code: 'INVALID_VALUE' },
    ]);
  expect((await act('Create', { url: 'nothing' }, on)).fields).toEqual([
    { path: ['url'], code: 'INVALID_FORMAT' },
  ]);
  expect(
    (await act('Create', { url: 'https://shop.example/', types: ['orders.odd.v1'] }, on)).fields,
  ).toEqual([{ path: ['types', '0'], code: 'INVALID_VALUE' }]);
  const { webhook } = await act('Create', { url: 'https://shop.example/' }, on);
  const inside = `https://localhost:${new URL(receiver.url).port}/`;
  await careful.database.statements.updateTable('webhooks').set({ url: inside }).execute();
  await act('Test', { id: webhook.id }, on);
  const [attempt] = await waitFor(async () => {
    const rows = await careful.database.statements.selectFrom('webhookAttempts').selectAll().execute();
    return rows.length > 0 ? rows : undefined;
  });
  expect(attempt?.error).toMatch(/not one that the internet reaches/);
  expect(receiver.received).toEqual([]);
});

it('is for staff who may, and stands in the trail of what they did', async () => {
  const others: TestViewer = { ...staff, permissions: ['EVENTS_READ'] };
  const url = 'https://shop.example/';
  expect((await act('Create', { url }, { viewer: others })).__typename).toBe('FORBIDDEN');
  const reader: TestViewer = { ...staff, permissions: ['WEBHOOKS_MANAGE'] };
  const refused = await notifications.graphql(reader, '{ events { nodes { id } } }');
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { webhook } = await act('Create', { url, reason: 'for the warehouse' });
  const { rows } = await notifications.database.statements.executeQuery<{
    operation: string;
    reason: string;
  }>(
    // the trail is no table of the domain's own
    {
      sql: 'SELECT operation, reason FROM audit.entries WHERE target = $1',
      parameters: [webhook.id],
    } as never,
  );
  expect(rows).toEqual([{ operation: 'webhookCreate', reason: 'for the warehouse' }]);
  await act('Delete', { id: webhook.id });
});

it('tells of a new customer by the id alone', async () => {
  const customerId = randomUUID();
  const [sample] = customerRegistered.samples as [DataOf<typeof customerRegistered>];
  await accounts.send(customerRegistered, { ...sample, customerId });
  const event = await waitFor(() =>
    notifications.database.statements
      .selectFrom('feedEvents')
      .select(['data', 'type'])
      .where('subject', '=', customerId)
      .executeTakeFirst(),
  );
  expect(event).toEqual({ type: customerRegistered.type, data: { customerId } });
});
