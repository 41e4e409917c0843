import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { lockTable } from '../support/lock-table.ts';
import { queryDomain } from '../support/query-domain.ts';
import { guest } from '../support/shopper.ts';

let pages = 0;
/** A query that no answer is kept of yet. */
const browse = (): string => `{ products(first: ${(pages += 1)}) { totalCount nodes { id } } }`;

let store: TestStore;
beforeAll(async () => {
  // Products that are due, that collections are to have or that something is to be told of, would be looked for meanwhile, and wait, too.
  const seldom = '3600';
  store = await startTestStore({
    env: {
      products: {
        PUBLISH_SWEEP_SECONDS: seldom,
        COLLECTION_SWEEP_SECONDS: seldom,
        TRAIT_SWEEP_SECONDS: seldom,
      },
    },
  });
});
afterAll(async () => {
  await store.stop();
});

/** How many statements of a domain wait for a lock. */
const waiting = async (domain: 'products' | 'carts') =>
  (await queryDomain(store, domain, 'SELECT 1 FROM pg_locks WHERE NOT granted')).length;
const nothingWaits = (domain: 'products' | 'carts') =>
  expect.poll(() => waiting(domain), { timeout: 5_000, interval: 20 }).toBe(0);

/** Sends an operation over HTTP. @returns how to leave without an answer, which then fails */
function ask(query: string, variables: object, headers: Readonly<Record<string, string>> = {}) {
  const leaving = new AbortController();
  const answer = fetch(store.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  });
  const ended = answer.then((response) => response.text()).catch(() => 'left');
  return { leave: () => leaving.abort(), ended };
}

describe('a query whose client leaves', () => {
  it.each([
    ['HTTP', 'application/json'],
    ['server-sent events', 'text/event-stream'],
    ['multipart', 'multipart/mixed;subscriptionSpec=1.0'],
  ])('over %s is gone from PostgreSQL while it would still wait', async (_transport, accept) => {
    await using locked = await lockTable(store, 'products', 'products');
    const { leave, ended } = ask(browse(), {}, { accept });
    await locked.awaited();
    leave();
    await nothingWaits('products');
    expect(await ended).toBe('left');
  });

  it('over WebSocket is so, too, when the operation ends', async () => {
    await using locked = await lockTable(store, 'products', 'products');
    const client = createClient({ url: store.graphqlUrl.replace('http', 'ws'), webSocketImpl: WebSocket });
    const leave = client.subscribe(
      { query: browse() },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    await locked.awaited();
    leave();
    await nothingWaits('products');
    await client.dispose();
  });

  it('over an event stream that was reserved is so, too, when the stream is left', async () => {
    await using locked = await lockTable(store, 'products', 'products');
    const token = await (await fetch(store.graphqlUrl, { method: 'PUT' })).text();
    const reserved = { 'x-graphql-event-stream-token': token };
    const leaving = new AbortController();
    const headers = { ...reserved, accept: 'text/event-stream' };
    const stream = await fetch(store.graphqlUrl, { headers, signal: leaving.signal });
    const ended = stream.text().catch(() => 'left'); // one that nobody reads is left when its answer is collected as garbage
    const body = JSON.stringify({ query: browse(), extensions: { operationId: 'a' } });
    const asked = fetch(store.graphqlUrl, {
      method: 'POST',
      headers: { ...reserved, 'content-type': 'application/json' },
      body,
    });
    await locked.awaited();
    leaving.abort();
    await nothingWaits('products');
    expect((await asked).status).toBe(202);
    expect(await ended).toBe('left');
  });

  it('hinders no other', async () => {
    const { ended } = ask(browse(), {});
    const nodes = Array.from({ length: pages }, () => ({}));
    expect(JSON.parse(await ended)).toMatchObject({ data: { products: { nodes } } });
  });
});

it('a mutation whose client leaves is carried to its end', async () => {
  const buyer = await guest(store.graphqlUrl);
  const cartCreate = `mutation ($input: CartCreateInput!) { cartCreate(input: $input) { __typename } }`;
  const carts = () => queryDomain(store, 'carts', 'SELECT id FROM carts');
  const before = (await carts()).length;
  const locked = await lockTable(store, 'carts', 'idempotency_keys');
  const { leave, ended } = ask(
    cartCreate,
    { input: { idempotencyKey: crypto.randomUUID(), currencyCode: 'EUR', lines: [] } },
    { authorization: `Bearer ${buyer.token}` },
  );
  await locked.awaited();
  leave();
  expect(await ended).toBe('left');
  await locked.release();
  await expect.poll(async () => (await carts()).length, { timeout: 20_000, interval: 20 }).toBe(before + 1);
});
