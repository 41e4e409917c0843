import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productId, startCachedStore, type CachedStore } from '../testing/start-cached-store.ts';
import type { TestGateway } from '../testing/start-test-gateway.ts';

let store: CachedStore;
let gateway: TestGateway;
beforeAll(async () => {
  store = await startCachedStore();
  gateway = await store.startGateway({ CORS_ORIGINS: 'https://shop.example' });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});

const query = `{ ${Array.from({ length: 40 }, (_, at) => `a${at}: product(id: "${productId(1)}") { id name }`).join(' ')} }`;
const ofTheMoment = new Set(['date', 'age', 'keep-alive', 'connection']);

/** What is told of a request's answer, whichever way it took. */
async function told(method: 'GET' | 'POST', headers: Record<string, string>) {
  const response =
    method === 'GET'
      ? await fetch(`${gateway.graphqlUrl}?query=${encodeURIComponent(query)}`, { headers })
      : await gateway.post({ query }, headers);
  const all = Object.fromEntries([...response.headers].filter(([name]) => !ofTheMoment.has(name)));
  return { status: response.status, headers: all, text: await response.text() };
}

/** A request with such a header meets its route, as all did that are of no usual form. */
const byRoute = { 'content-encoding': 'identity' };

const requests: Readonly<Record<string, (etag: string) => Record<string, string>>> = {
  'no headers': () => ({}),
  'a page that may read it': () => ({ origin: 'https://shop.example' }),
  'a page that may not': () => ({ origin: 'https://other.example' }),
  'another JSON': () => ({ accept: 'application/graphql-response+json' }),
  'bytes that are compressed': () => ({ 'accept-encoding': 'br' }),
  'bytes that it has': (etag) => ({ 'if-none-match': etag, 'accept-encoding': 'identity' }),
  'a currency': () => ({ 'x-currency': 'usd' }),
  'a currency that is none': () => ({ 'x-currency': 'XXX' }),
  'a token that is none': () => ({ authorization: 'Bearer nobody' }),
  'a type that is not served': () => ({ accept: 'image/png' }),
};

it.each(
  (['GET', 'POST'] as const).flatMap((method) =>
    Object.entries(requests).map(([what, headersOf]) => ({ method, what, headersOf })),
  ),
)('$method with $what is answered as its route answers it', async ({ method, headersOf }) => {
  const { headers } = await told(method, { 'accept-encoding': 'identity' });
  const sent = { ...headersOf(headers['etag'] ?? ''), 'x-request-id': randomUUID() };
  await told(method, sent); // is kept from here on, if it can be
  const before = await told(method, sent);
  expect(before).toEqual(await told(method, { ...sent, ...byRoute }));
  expect(before.headers['x-request-id']).toBe(sent['x-request-id']);
});

it('hands over what is not kept with all that was sent', async () => {
  for (let times = 0; times < 2; times += 1) {
    const authorization = await gateway.issuer.authorization();
    const response = await gateway.post({ query: '{ viewer }' }, { authorization });
    expect(await response.text()).toContain(authorization);
  }
});

it('counts a request once that is handed over', async () => {
  await using counting = await store.startGateway({ RATE_LIMIT_PER_SECOND: '5' });
  const ask = () => counting.post({ query: '{ viewer }' });
  const statuses = (await Promise.all(Array.from({ length: 10 }, ask))).map(({ status }) => status);
  expect(statuses).not.toContain(429);
});

it('has a body that is no JSON refused', async () => {
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(gateway.graphqlUrl, { method: 'POST', headers, body: '{,' });
  expect(status).toBe(400);
});
