import { reviewsChanged, stockChanged, variantChanged } from '@cartwright/events';
import {
  startSender,
  startTestNats,
  startTestRedis,
  type TestNats,
  type TestSender,
} from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { productId, startCachedStore, type CachedStore } from './testing/start-cached-store.ts';
import type { TestGateway } from './testing/start-test-gateway.ts';

let nats: TestNats;
let sender: TestSender;
let store: CachedStore;
beforeAll(async () => {
  nats = await startTestNats();
  sender = await startSender(nats, 'products', [variantChanged, stockChanged, reviewsChanged]);
  store = await startCachedStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await sender[Symbol.asyncDispose]();
  await nats[Symbol.asyncDispose]();
});

const id = productId(1);
const query = `{ product(id: "${id}") { id price } }`;

/** A clock that goes on when it is told to. */
function clock() {
  const startMs = Date.now();
  let passedMs = 0;
  return {
    now: () => new Date(startMs + passedMs),
    pass: (seconds: number): void => void (passedMs += seconds * 1_000),
  };
}

async function asked(gateway: TestGateway, what = query) {
  const response = await gateway.post({ query: what });
  return { status: response.headers.get('cache-status'), text: await response.text() };
}

it('without events an answer holds for the smallest age of its fields, and not a second longer', async () => {
  const { now, pass } = clock();
  await using deaf = await store.startGateway({}, { now });
  expect((await asked(deaf)).status).toContain('stored');
  pass(4.9);
  expect((await asked(deaf)).status).toContain('hit; detail=memory');
  store.prices.set(id, 777);
  pass(0.2);
  const late = await asked(deaf);
  expect([late.status, late.text]).toEqual([expect.stringContaining('miss'), expect.stringContaining('777')]);
});

it('with events an answer that is too old is given once more, and renewed for the next', async () => {
  const { now, pass } = clock();
  await using gateway = await store.startGateway({ NATS_URL: nats.urlFor('gateway') }, { now });
  await eventually(() => gateway.gateway.answers?.isHearing).toBe(true);
  store.prices.set(id, 1);
  expect((await asked(gateway)).text).toContain('1 EUR');
  store.prices.set(id, 2);
  pass(59);
  expect((await asked(gateway)).status).toContain('hit; detail=memory');
  pass(2);
  const gate = Promise.withResolvers<undefined>();
  store.products.stuckUntil = gate.promise;
  const before = store.products.requests.length;
  const stale = await Promise.all(Array.from({ length: 20 }, () => asked(gateway)));
  for (const one of stale)
    expect([one.status, one.text]).toEqual([
      'cartwright; hit; fwd=stale; detail=renewing',
      expect.stringContaining('1 EUR'),
    ]);
  gate.resolve(undefined);
  await eventually(async () => (await asked(gateway)).text).toContain('2 EUR');
  expect((await asked(gateway)).status).toContain('hit; detail=memory');
  expect(store.products.requests.length - before).toBe(1);
});

it('answers go on while Redis is lost: what is kept is kept in memory, and what is not is fetched', async () => {
  const redis = await startTestRedis();
  await using gateway = await store.startGateway({ REDIS_URL: redis.url });
  expect((await asked(gateway)).status).toContain('stored');
  await redis.stop();
  const other = `{ product(id: "${productId(2)}") { id name } }`;
  expect((await asked(gateway)).status).toContain('hit; detail=memory');
  expect((await asked(gateway, other)).status).toContain('stored');
  expect((await asked(gateway, other)).status).toContain('hit; detail=memory');
});
