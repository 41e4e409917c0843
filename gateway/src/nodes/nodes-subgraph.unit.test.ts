import { createLogger } from '@cartwright/process';
import type { Viewer, ViewerContext } from '@cartwright/identity';
import { expect, it } from 'vitest';
import type { FetchSubgraph } from '../execution/plan-executor.ts';
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts';
import { unavailable } from '../transport/unavailable.ts';
import { nodeHomes } from './node-homes.ts';
import { nodesSubgraph } from './nodes-subgraph.ts';

const logger = createLogger({ name: 'gateway', level: 'silent' });
const forwarded = { 'x-request-id': 'r1', traceparent: '', 'x-client-network': '' };
const idOf = (digit: number) => `01a219dc-6843-708c-a2a1-00000000000${digit}`;
const [product, order, user, gone] = [1, 2, 3, 4].map(idOf) as [string, string, string, string];
const somebody: Viewer = {
  id: user,
  sessionId: 's1',
  role: 'CUSTOMER',
  permissions: [],
  expiresAt: new Date('2026-01-02T03:04:05Z'),
};

interface Reference {
  readonly __typename: string;
  readonly id: string;
}

type Named<Value> = Readonly<Record<string, Value>>;

/** Subgraphs that have these objects, by type and id, and what they were asked, as `domain: Type…`. */
function store(objects: Named<string>, faults: Named<SubgraphResponse> = {}) {
  const asked: string[] = [];
  const requests: SubgraphRequest[] = [];
  const fetchOf =
    (domain: string): FetchSubgraph =>
    (request) => {
      const references = request.variables['representations'] as readonly Reference[];
      asked.push(`${domain}: ${references.map(({ __typename }) => __typename).join(' ')}`);
      requests.push(request);
      const found = references.map(({ __typename, id }) => {
        const now = objects[`${__typename} ${id}`];
        return now === undefined ? null : { id: now };
      });
      return Promise.resolve(faults[domain] ?? { data: { _entities: found } });
    };
  const domains = new Set([...nodeHomes.values()].map(({ domain }) => domain));
  const subgraphs = Object.fromEntries([...domains].map((domain) => [domain, fetchOf(domain)]));
  const answer = nodesSubgraph(subgraphs, logger);
  const ask = (query: string, more: Partial<SubgraphRequest> = {}) =>
    answer({ query, variables: {}, forwarded, ...more });
  return { ask, asked, requests };
}

it('asks the subgraph of the type that is expected, and no other where it is found', async () => {
  const { ask, asked } = store({ [`Product ${product}`]: product });
  const answer = await ask(`{ node(id: "${product}") { __typename id ... on Product { id } } }`);
  expect(answer).toEqual({ data: { node: { __typename: 'Product', id: product } } });
  expect(asked).toEqual(['products: Product']);
});

it('finds an object of another type all the same', async () => {
  const { ask, asked } = store({ [`Order ${order}`]: order });
  const answer = await ask(`{ node(id: "${order}") { __typename id ... on Product { id } } }`);
  expect(answer).toEqual({ data: { node: { __typename: 'Order', id: order } } });
  expect(asked.toSorted()).toEqual([
    'carts: Cart',
    'notifications: Notification',
    'orders: Order OrderLine',
    'payments: Payment',
    'products: Brand Category Collection ProductVariant Review',
    'products: Product',
  ]);
});

it('asks each subgraph once for all that is looked for, and keeps order, length and duplicates', async () => {
  const { ask, asked } = store({ [`Product ${product}`]: product, [`Order ${order}`]: order });
  const ids = [order, 'no-uuid', product, gone, product, order].map((id) => `"${id}"`).join();
  const { data } = await ask(
    `{ nodes(ids: [${ids}]) { __typename } one: node(id: "${product}") { id } shop: node(id: "shop") { id } }`,
  );
  expect(data).toEqual({
    nodes: [
      { __typename: 'Order' },
      null,
      { __typename: 'Product' },
      null,
      { __typename: 'Product' },
      { __typename: 'Order' },
    ],
    one: { id: product },
    shop: null,
  });
  expect(asked.map((one) => one.split(':')[0]).toSorted()).toEqual([
    'carts',
    'notifications',
    'orders',
    'payments',
    'products',
  ]);
});

it('asks nobody where nothing can have the id', async () => {
  const { ask, asked } = store({});
  expect(await ask('{ node(id: "shop") { id } nodes(ids: ["", "1"]) { id } }')).toEqual({
    data: { node: null, nodes: [null, null] },
  });
  expect(asked).toEqual([]);
});

it('reads an id in either case, and answers the one that the object goes by now', async () => {
  const { ask } = store({ [`Cart ${order}`]: product });
  const { data } = await ask(`{ node(id: "${order.toUpperCase()}") { id } }`);
  expect(data).toEqual({ node: { id: product } });
});

it('asks as whoever asks, for as long as they wait', async () => {
  const { ask, requests } = store({});
  const gone = new AbortController().signal;
  const asker = { viewer: somebody };
  await ask(`{ node(id: "${product}") { id } }`, { asker, gone });
  expect(requests.every((request) => request.asker === asker && request.gone === gone)).toBe(true);
  expect(requests.every((request) => request.forwarded === forwarded)).toBe(true);
});

it.each([
  ['the user', { viewer: somebody }, true],
  [
    'staff who may read customers',
    { viewer: { ...somebody, id: gone, role: 'STAFF', permissions: ['CUSTOMERS_READ'] } },
    true,
  ],
  ['staff who may not', { viewer: { ...somebody, id: gone, role: 'STAFF' } }, false],
  ['another customer', { viewer: { ...somebody, id: gone } }, false],
  ['nobody', { viewer: null }, false],
] satisfies [string, ViewerContext, boolean][])(
  'shows a user to %s as Query.user does',
  async (_who, asker, isShown) => {
    const { ask } = store({ [`User ${user}`]: user });
    const answer = await ask(`{ node(id: "${user}") { id ... on User { id } } }`, { asker });
    expect(answer).toEqual({ data: { node: isShown ? { id: user } : null } });
  },
);

it('is spared by a subgraph that fails where another has the object', async () => {
  const { ask } = store({ [`Product ${product}`]: product }, { orders: unavailable('orders') });
  expect(await ask(`{ node(id: "${product}") { id } }`)).toEqual({ data: { node: { id: product } } });
});

it('tells why it is not known whether there is one', async () => {
  const { ask } = store({}, { orders: unavailable('orders') });
  const { data, errors } = await ask(`{ nodes(ids: ["${gone}", "none"]) { id } }`);
  expect(data).toEqual({ nodes: [null, null] });
  expect(errors).toMatchObject([{ path: ['nodes', 0], extensions: { code: 'UNAVAILABLE' } }]);
});

it('tells an error of one object there alone', async () => {
  const error = {
    message: 'Sign in again.',
    path: ['_entities', 1],
    extensions: { code: 'UNAUTHENTICATED' },
  };
  const { ask } = store({}, { orders: { data: { _entities: [null, null] }, errors: [error] } });
  const { data, errors } = await ask(
    `{ a: node(id: "${product}") { ... on Order { id } } b: node(id: "${order}") { ... on Order { id } } }`,
  );
  expect(data).toEqual({ a: null, b: null });
  expect(errors).toMatchObject([
    { message: 'Sign in again.', path: ['b'], extensions: { code: 'UNAUTHENTICATED' } },
  ]);
});

it('tells of a token that speaks for nobody, also where a user is kept from whoever asks', async () => {
  const { ask } = store({});
  const { errors } = await ask(`{ node(id: "${user}") { id } }`, {
    asker: { viewer: null, tokenFault: 'INVALID' },
  });
  expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

it('takes a hundred ids and no more', async () => {
  const { ask } = store({});
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const ask100 = await ask(query, { variables: { ids: Array<string>(100).fill('x') } });
  expect(ask100.errors).toBeUndefined();
  const { data, errors } = await ask(query, { variables: { ids: Array<string>(101).fill('x') } });
  expect(data).toEqual({ nodes: null });
  expect(errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT', field: 'ids', maximum: 100, actual: 101 } },
  ]);
});

it('looks for 200 different ids in one operation, however often, and for no more', async () => {
  const { ask, requests } = store({});
  const idsFrom = (first: number, count: number) =>
    Array.from(
      { length: count },
      (_, at) => `"${user.slice(0, -4)}${String(first + at).padStart(4, '0')}"`,
    ).join();
  const most = `a: nodes(ids: [${idsFrom(0, 100)}]) { id } b: nodes(ids: [${idsFrom(100, 100)}]) { id }`;
  const { data, errors } = await ask(`{ ${most} c: nodes(ids: [${idsFrom(50, 100)}]) { id } }`);
  expect([errors, (data?.['c'] as readonly null[]).length]).toEqual([undefined, 100]);
  requests.length = 0;
  const beyond = await ask(
    `{ ${most} c: nodes(ids: [${idsFrom(500, 100)}]) { id } d: node(id: ${idsFrom(900, 1)}) { id } }`,
  );
  expect(beyond.data).toMatchObject({ c: null, d: null });
  expect(beyond.errors?.map(({ path, extensions }) => [path?.[0], extensions?.['code']])).toEqual([
    ['c', 'BAD_USER_INPUT'],
    ['d', 'BAD_USER_INPUT'],
  ]);
  const looked = requests.flatMap(({ variables }) => variables['representations'] as readonly Reference[]);
  expect(new Set(looked.map(({ id }) => id)).size).toBe(200);
});
