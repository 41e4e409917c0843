import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeAll(async () => {
  store = await startToyStore();
});
afterAll(() => store[Symbol.asyncDispose]());
afterEach(() => {
  store.products.requests.length = 0;
  store.accounts.requests.length = 0;
});

const asked = () => store.products.requests.length + store.accounts.requests.length;

/** A mutation of two parts, the first of which is right. */
const twoParts = (input: string, variables = '') =>
  `mutation ${variables} { sessionCreate(email: "a") { id } productPrice(id: "p1", input: ${input}) { id } }`;
const priced = 'amount: "1.00"';

const cases: [string, string, object, string][] = [
  ['a literal', twoParts('{ amount: "12,90" }'), {}, 'decimal number'],
  [
    'a literal in a list',
    twoParts(`{ ${priced}, tiers: [{ amount: "0.5" }, { amount: "x" }] }`),
    {},
    'decimal number',
  ],
  ['a literal date', twoParts(`{ ${priced}, validFrom: "2026-02-30T00:00:00Z" }`), {}, 'ISO 8601'],
  ['a variable', twoParts('{ amount: $a }', '($a: Decimal!)'), { a: '1e3' }, 'decimal number'],
  ['a variable of an input', twoParts('$i', '($i: PriceInput!)'), { i: { amount: true } }, 'decimal number'],
  [
    'a variable, deep in an input',
    twoParts('$i', '($i: PriceInput!)'),
    { i: { amount: '1', tiers: [{ amount: '1' }, { amount: '' }] } },
    'decimal number',
  ],
  ['the default of a variable', twoParts('{ amount: $a }', '($a: Decimal! = "x")'), {}, 'decimal number'],
  [
    'a variable that is null where there is a default',
    twoParts(`{ ${priced}, pieces: $n }`, '($n: Int)'),
    { n: null },
    'Variable "$n" is null, but input.pieces is Int!.',
  ],
  [
    'a variable with a default that is null, in a list',
    twoParts(`{ ${priced}, tiers: [{ amount: $a }] }`, '($a: Decimal = "1")'),
    { a: null },
    'Variable "$a" is null, but input.tiers.0.amount is Decimal!.',
  ],
  [
    'a condition that is null',
    `mutation ($b: Boolean = true) { sessionCreate(email: "a") { id @include(if: $b) } }`,
    { b: null },
    'must not be null',
  ],
];

describe.each(cases)('%s that does not fit', (_what, query, variables, message) => {
  it('is refused with 400 before any part of the operation runs', async () => {
    const accept = 'application/graphql-response+json';
    const response = await store.gateway.post({ query, variables }, { accept });
    expect(response.status).toBe(400);
    const { data, errors } = (await response.json()) as { data?: unknown; errors: unknown[] };
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(message) as string,
        locations: [{ line: 1 }],
        extensions: { code: expect.stringMatching(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/) as string },
      },
    ]);
    expect(asked()).toBe(0);
  });

  it('is refused with the same words on a socket', async () => {
    await using client = openClient(store.gateway.webSocketUrl);
    const { errors } = await store.gateway.run(query, variables);
    await expect(client.first(query, variables as Record<string, unknown>)).rejects.toEqual(errors);
    expect(asked()).toBe(0);
  });
});

it('is told of four times in one request, and that there is more, however much does not fit', async () => {
  const tiers = Array.from({ length: 2_000 }, () => ({ amount: 'x' }));
  const { errors = [] } = await store.gateway.run(twoParts('$i', '($i: PriceInput!)'), {
    i: { amount: '1', tiers },
  });
  const told = errors.map(({ message }) => message);
  expect(told.slice(0, -1)).toEqual(
    [0, 1, 2, 3].map((at) => expect.stringContaining(`tiers[${at}].amount`) as string),
  );
  expect(told.at(-1)).toContain('Too many errors');
  expect(asked()).toBe(0);
});

it('reaches the subgraph as the client wrote it', async () => {
  const i = { amount: 12.9, validFrom: '2026-05-04T11:30:00+02:00', pieces: 2, tiers: null };
  const { errors } = await store.gateway.run(twoParts('$i', '($i: PriceInput!)'), { i });
  expect(errors).toBeUndefined();
  expect(JSON.parse(store.products.requests[0]?.body ?? '')).toMatchObject({ variables: { i } });
});

it('is not looked at where the operation leaves it out', async () => {
  const query = `query ($n: Int, $no: Boolean!) {
    products(first: $n) @include(if: $no) { nodes { id } }
    ... @skip(if: true) { product(id: "p1") { id } }
    me { id }
  }`;
  expect(await store.gateway.run(query, { n: null, no: false })).toEqual({ data: { me: { id: 'u1' } } });
});
