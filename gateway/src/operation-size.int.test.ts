import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts';
import { openClient } from './testing/open-client.ts';
import { startToyProducts } from './testing/toy-store.ts';
import type { ToySubgraph } from './testing/toy-subgraph.ts';

let products: ToySubgraph;
let gateway: TestGateway;

beforeAll(async () => {
  products = await startToyProducts();
  gateway = await startTestGateway({ products: products.url, env: { INTROSPECTION: 'false' } });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await products[Symbol.asyncDispose]();
});

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join(' ');

/** Fragments of which each spreads all later ones. */
const doubling = (count: number, last = '') =>
  lines(count, (index) => {
    const later = lines(count - index - 1, (offset) => `...F${index + 1 + offset}`);
    return `fragment F${index} on Query { __typename ${later} ${last} }`;
  });

describe('refuses before it could take long', () => {
  it.each([
    ['fragments that each spread all later ones', `{ ...F0 } ${doubling(23)}`, 'selections'],
    ['such fragments beside the operation', `{ __typename } ${doubling(40)}`, 'selections'],
    [
      'fragments that double at each level',
      `{ product(id: "1") { ...P0 } } ${lines(60, (i) => `fragment P${i} on Product { id ...P${i + 1} ...P${i + 1} }`)}
       fragment P60 on Product { name }`,
      'selections',
    ],
    ['many operations', `${lines(20, (i) => `query Q${i} { ...F0 }`)} ${doubling(7)}`, 'selections'],
    ['one field hundreds of times', `{ ${lines(400, () => 'product(id: "1") { id }')} }`, 'repeated fields'],
    [
      'one field in hundreds of inline fragments',
      `{ ${lines(300, () => '... { product(id: "1") { id } }')} }`,
      'repeated fields',
    ],
    [
      'fragments in a circle that grows',
      '{ product(id: "1") { ...A } } fragment A on Product { a: x { ...A } b: x { ...A } }',
      'repeated fields',
    ],
  ])('%s', async (_what, query, limit) => {
    const { data, errors } = await gateway.run(query);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', limit });
  });

  it('on a socket, too', async () => {
    await using client = openClient(gateway.webSocketUrl);
    const asked = client.first(`{ ...F0 } ${doubling(23)}`);
    await expect(asked).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', limit: 'selections' } },
    ]);
  });
});

describe('tells at most five errors of a request', () => {
  const renamed = `mutation ($input: PriceInput!) { productPrice(id: "1", input: $input) { id } }`;

  it.each([
    [
      'variables',
      renamed,
      { input: { amount: '1', tiers: Array(2_000).fill({ amount: {} }) } },
      'BAD_USER_INPUT',
    ],
    ['fields', `{ ${lines(500, (i) => `nope${i}`)} }`, {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'variables that nothing uses',
      `query (${lines(500, (i) => `$v${i}: Int`)}) { __typename }`,
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('of %s', async (_what, query, variables, code) => {
    const response = await gateway.post({ query, variables });
    const text = await response.text();
    const { errors } = JSON.parse(text) as { errors: { extensions: unknown }[] };
    expect(errors).toHaveLength(5);
    expect(errors.map(({ extensions }) => extensions)).toEqual(Array(5).fill({ code }));
    expect(text.length).toBeLessThan(5_000);
  });

  it('and no more than the beginning of what was sent', async () => {
    const response = await gateway.post({ query: `{ ${'x'.repeat(200_000)} }` });
    expect((await response.text()).length).toBeLessThan(1_000);
  });
});

it('does not say what was probably meant where the schema is hidden', async () => {
  const { errors } = await gateway.run('{ produc(id: "1") { id } }');
  expect(errors?.[0]?.message).toBe('Cannot query field "produc" on type "Query".');
  await using open = await startTestGateway({ products: products.url });
  const hint = (await open.run('{ produc(id: "1") { id } }')).errors?.[0]?.message;
  expect(hint).toContain('Did you mean "product"');
});
