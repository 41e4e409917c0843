import { reviewsChanged, stockChanged, variantChanged } from '@cartwright/events';
import { startSender, startTestNats, type TestNats, type TestSender } from '@cartwright/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { productId, startCachedStore, type CachedStore } from './testing/start-cached-store.ts';
import type { TestGateway } from './testing/start-test-gateway.ts';

let nats: TestNats;
let sender: TestSender;
let store: CachedStore;
let keeping: TestGateway;
let plain: TestGateway;
let tokens: readonly string[];

beforeAll(async () => {
  nats = await startTestNats();
  sender = await startSender(nats, 'products', [variantChanged, stockChanged, reviewsChanged]);
  store = await startCachedStore();
  keeping = await store.startGateway({ NATS_URL: nats.urlFor('gateway') });
  plain = await store.startGateway({ RESPONSE_CACHE: 'off', JWKS_URL: keeping.issuer.jwksUrl });
  tokens = await Promise.all([1, 2].map(() => keeping.issuer.authorization()));
});
afterAll(async () => {
  for (const one of [keeping, plain, store, sender, nats]) await one[Symbol.asyncDispose]();
});

const variants = 'variants { id isInStock }';
const publicFields = ['id', 'name', 'price', 'rating', variants, '__typename', 'p: price', 'other: id'];
const fields = (from: readonly string[]) =>
  fc.subarray([...from], { minLength: 1 }).map((some) => `{ ${some.join(' ')} }`);
const ids = fc.constantFrom(...[1, 2].map(productId));
const conditions = fc.constantFrom('', ' @include(if: true)', ' @skip(if: $no)');

/** A root field; one in so many has something of whoever asks. */
const rootFields = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(ids, fields(publicFields)).map(([id, of]) => `product(id: "${id}") ${of}`),
  },
  { weight: 2, arbitrary: fields(publicFields).map((of) => `product(id: $id) ${of}`) },
  {
    weight: 2,
    arbitrary: fields(publicFields).map((of) => `products(first: $first, cheapestFirst: true) ${of}`),
  },
  { weight: 1, arbitrary: fields([...publicFields, 'secret']).map((of) => `products ${of}`) },
  { weight: 1, arbitrary: fc.constant('viewer') },
);
const operations = fc
  .array(fc.tuple(rootFields, conditions), { minLength: 1, maxLength: 3 })
  .map((roots) => roots.map(([root, condition], at) => `r${at}: ${withCondition(root, condition)}`).join(' '))
  .map(
    (roots) => `query ($id: ID!, $first: Int, $no: Boolean!) { ${roots} used: __typename @skip(if: $no)
    u: product(id: $id) { id } v: products(first: $first) { id } }`,
  );

function withCondition(root: string, condition: string): string {
  const at = root.indexOf(' {');
  return at < 0 ? root + condition : root.slice(0, at) + condition + root.slice(at);
}

const requests = fc.record({
  query: fc.nat(1),
  variables: fc.record({ id: ids, first: fc.constantFrom(1, null), no: fc.boolean() }),
  token: fc.constantFrom(undefined, 0, 1),
  currency: fc.constantFrom(undefined, 'EUR', 'USD'),
  language: fc.constantFrom(undefined, 'de', 'fr'),
  byUrl: fc.boolean(),
});
type Request = typeof requests extends fc.Arbitrary<infer Of> ? Of : never;

async function answer(to: TestGateway, query: string, request: Request): Promise<string> {
  const headers = Object.fromEntries(
    Object.entries({
      'user-agent': 'property',
      authorization: request.token === undefined ? undefined : tokens[request.token],
      'x-currency': request.currency,
      'accept-language': request.language,
    }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const { variables, byUrl } = request;
  const url = new URL(to.graphqlUrl);
  url.searchParams.set('query', query);
  url.searchParams.set('variables', JSON.stringify(variables));
  const response = byUrl ? await fetch(url, { headers }) : await to.post({ query, variables }, headers);
  return response.text();
}

it('everybody gets the bytes that they get without a cache, whoever asked before, and nothing of anybody else', async () => {
  await eventually(() => keeping.gateway.answers?.isHearing).toBe(true);
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(operations, { minLength: 2, maxLength: 2 }),
      fc.array(requests, { minLength: 16, maxLength: 24 }),
      async (queries, asked) => {
        for (const request of asked) {
          const query = queries[request.query] ?? '';
          const kept = await answer(keeping, query, request);
          expect(kept).toBe(await answer(plain, query, request));
          for (const [at, token] of tokens.entries())
            if (at !== request.token) expect(kept).not.toContain(token);
        }
        hits = keeping.gateway.answers?.counts.all['hit'] ?? 0;
      },
    ),
    { numRuns: 25 },
  );
  expect(hits).toBeGreaterThan(20);
});
