import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeToyStore } from '../testing/start-test-gateway.ts';
import { startToyStore, type ToyStore } from '../testing/start-toy-store.ts';
import { nodesSchemaFile } from './schema-file.ts';

/** The lines of the toy store's orders are no entities. */
const nodesSdl = readFileSync(nodesSchemaFile, 'utf8').replace(/type OrderLine [^}]+}/, '');

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({ MAX_COST: '150' });
  await writeFile(store.gateway.supergraphFile, composeToyStore({ nodes: nodesSdl }));
  await store.gateway.gateway.reload();
});
afterEach(() => store[Symbol.asyncDispose]());

const id = '01a219dc-6843-708c-a2a1-000000000001';
const other = '01a219dc-6843-708c-a2a1-000000000002';
const requests = () => ({
  products: store.products.requests.length,
  orders: store.orders.requests.length,
  accounts: store.accounts.requests.length,
});

it.each([
  ['a fragment alone', '... on Product { name }', {}],
  ['a fragment beside what Relay adds', '__typename id ...P', { __typename: 'Product', id }],
])('costs one request to find and one to fill for %s', async (_what, selection, beside) => {
  const query = `query ($id: ID!) { node(id: $id) { ${selection} } }`;
  const fragment = selection.includes('...P') ? 'fragment P on Product { name }' : '';
  const answer = await store.gateway.run(`${query} ${fragment}`, { id });
  expect(answer).toEqual({ data: { node: { ...beside, name: `Product ${id}` } } });
  expect(requests()).toEqual({ products: 2, orders: 0, accounts: 0 });
});

it('costs one request to find for all ids of a list, and one to fill', async () => {
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { id name } } first: node(id: "${id}") { ... on Product { name } } }`;
  const { data } = await store.gateway.run(query, { ids: [other, id, 'none', other] });
  const [name, otherName] = [`Product ${id}`, `Product ${other}`];
  expect(data).toEqual({
    nodes: [{ id: other, name: otherName }, { id, name }, null, { id: other, name: otherName }],
    first: { name },
  });
  expect(store.products.requests.length).toBeLessThanOrEqual(3);
  expect(JSON.parse(store.products.requests[0]?.body ?? '')).toMatchObject({
    variables: {
      representations: [
        { __typename: 'Product', id: other },
        { __typename: 'Product', id },
      ],
    },
  });
});

it('fills each object from the subgraphs that know its type', async () => {
  const query = `query ($id: ID!) { node(id: $id) { __typename ... on Order { lines { title } customer { email } } } }`;
  const { data } = await store.gateway.run(query, { id });
  expect(data).toMatchObject({ node: { __typename: 'Order', customer: { email: 'u1@example.com' } } });
  expect(requests()).toEqual({ products: 0, orders: 2, accounts: 1 });
});

it('counts as many objects as ids are given', async () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { name } } }';
  const many = (count: number) => ({ ids: Array.from({ length: count }, () => id) });
  expect((await store.gateway.run(query, many(75))).errors).toBeUndefined();
  expect((await store.gateway.run(query, many(76))).errors).toMatchObject([{ extensions: { actual: 152 } }]);
});

it('is kept by no cache', async () => {
  const { headers } = await store.gateway.post({
    query: `{ node(id: "${id}") { ... on Product { name } } }`,
  });
  expect(headers.get('cache-control')).toBe('no-store');
});

it('is no service to look after', async () => {
  const health = await fetch(`${store.gateway.url}/health/ready`);
  const { checks } = (await health.json()) as { readonly checks: object };
  expect(Object.keys(checks)).toContain('products');
  expect(Object.keys(checks)).not.toContain('nodes');
});
