import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeAll(async () => {
  store = await startToyStore();
});
afterAll(() => store[Symbol.asyncDispose]());

const order = 'order(id: "o1")';

describe('a client may call things by the names that the gateway needs itself', () => {
  it.each<[string, string, object, object]>([
    [
      'the variable of entities',
      'query ($representations: ID!) { order(id: $representations) { product { name } } }',
      { representations: 'o1' },
      { order: { product: { name: 'Product p1' } } },
    ],
    [
      'a variable with underscores, in a condition too',
      'query ($__x: ID!, $_variable0: Boolean!) { order(id: $__x) { id @include(if: $_variable0) product { name @skip(if: $_variable0) id } } }',
      { __x: 'o1', _variable0: true },
      { order: { id: 'o1', product: { id: 'p1' } } },
    ],
    [
      'a variable, and no one that is not declared takes its place',
      'query ($_first: Int) { products(first: $_first) { nodes { id } } }',
      { _first: 1, _variable0: 3 },
      { products: { nodes: [{ id: 'p1' }] } },
    ],
    [
      'a variable with a default, likewise',
      'query ($_first: Int = 1) { products(first: $_first) { nodes { id } } }',
      { _variable0: 3 },
      { products: { nodes: [{ id: 'p1' }] } },
    ],
    [
      'the key of an entity that another subgraph is asked about',
      `{ ${order} { product { id: name } id: __typename customer { id: email } } }`,
      {},
      { order: { product: { id: 'Product p1' }, id: 'Order', customer: { id: 'u1@example.com' } } },
    ],
    [
      'the key, next to what has to be found by it',
      `{ me { id: email email: id latestOrder { id: __typename customer { id: email email: id } } } }`,
      {},
      {
        me: {
          id: 'u1@example.com',
          email: 'u1',
          latestOrder: { id: 'Order', customer: { id: 'u1@example.com', email: 'u1' } },
        },
      },
    ],
    [
      'the name of a type',
      `{ __typename: ${order} { __typename: id product { __typename: name id } } }`,
      {},
      { __typename: { __typename: 'o1', product: { __typename: 'Product p1', id: 'p1' } } },
    ],
    [
      'an alias of the planner, and of the gateway',
      `{ me { id__alias_0: email id: email _alias0: id _alias1: email latestOrder { id } } }`,
      {},
      {
        me: {
          id__alias_0: 'u1@example.com',
          id: 'u1@example.com',
          _alias0: 'u1',
          _alias1: 'u1@example.com',
          latestOrder: { id: 'o1' },
        },
      },
    ],
    [
      'the fields of entities, in fragments',
      `{ _entities: ${order} { ...F } } fragment F on Order { _service: product { ...P } } fragment P on Product { id: name _x: id }`,
      {},
      { _entities: { _service: { id: 'Product p1', _x: 'p1' } } },
    ],
    [
      'what every object has in JavaScript',
      '{ constructor: me { __proto__: id toString: email hasOwnProperty: __typename } }',
      {},
      {
        constructor: JSON.parse(
          '{"__proto__":"u1","toString":"u1@example.com","hasOwnProperty":"User"}',
        ) as object,
      },
    ],
  ])('%s', async (_what, query, variables, data) => {
    const result = await store.gateway.run(query, variables);
    expect(JSON.stringify(result)).toBe(JSON.stringify({ data }));
  });

  it.each<[string, string, Record<string, unknown>, object]>([
    [
      'of resuming',
      `subscription ($_resumeAfterVersion: ID!) {
        orderStatusChanged(orderId: $_resumeAfterVersion) { _resumeVersion: status version: status }
      }`,
      { _resumeAfterVersion: 'o1' },
      { orderStatusChanged: { _resumeVersion: 'PENDING', version: 'PENDING' } },
    ],
    [
      'of events, and of what is fetched for them',
      `subscription ($representations: ID!) {
        _e: orderStatusChanged(orderId: $representations) { __typename: version order { id: __typename product { id: name } } }
      }`,
      { representations: 'o1' },
      { _e: { __typename: 1, order: { id: 'Order', product: { id: 'Product p1' } } } },
    ],
  ])('in a subscription, %s', async (_what, query, variables, data) => {
    await using client = openClient(store.gateway.webSocketUrl);
    expect(await client.first(query, variables)).toEqual({ data });
  });
});

it('finds an error at the name that the client gave', async () => {
  const { errors } = await store.gateway.run('{ _me: me { id } _a: broken __b: crash }');
  expect(errors?.map(({ path }) => path)).toEqual([['_a'], ['__b']]);
});
