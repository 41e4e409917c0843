import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { allAreWell, healthOf } from '../support/health.ts';
import { violations } from '../support/invariants.ts';
import { lockTable } from '../support/lock-table.ts';
import { mailTo } from '../support/mailbox.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ oneProcess: true });
});
afterAll(async () => {
  await store.stop();
});

describe('a store in one process', () => {
  it('is one, beside what stands in for the world', () => {
    const names = store.processes.map(({ name }) => name).toSorted();
    expect(names).toEqual(['identity-provider', 'mailbox', 'simulator', 'store']);
    expect(store.process('orders').pid).toBe(store.process('gateway').pid);
  });

  it('takes a guest from the catalogue to a paid order and its mail', async () => {
    const email = `buyer-${crypto.randomUUID()}@example.com`;
    const variant = await findVariant(graphqlClient(store.graphqlUrl), 10);
    const someone = await guest(store.graphqlUrl);
    const cart = await fillCart(someone, [{ variantId: variant.id, quantity: 2 }]);
    const buyer = await register(someone, email);
    const order = await placeOrder(buyer, { ...placeInput(cart), email });
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged).toMatchObject({
      status: 'CONFIRMED',
      order: {
        lines: [{ quantity: 2, variant: { id: variant.id, product: { name: variant.name } } }],
        payment: { state: 'CAPTURED' },
      },
    });
    expect(await currentCart(buyer)).toBeNull();
    expect((await mailTo(store.mailboxUrl, email, 'confirmed')).text).toContain(order.number);
    await expect.poll(() => violations(store), { timeout: 30_000, interval: 500 }).toEqual([]);
  });

  it('takes a file that staff send in pieces, and nothing that nobody asked for', async () => {
    const staff = await staffClient(store.graphqlUrl);
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const { created } = await staff.ask<{ created: { uploadId: string; upload: { url: string } } }>(
      `mutation ($input: MediaUploadCreateInput!) { created: mediaUploadCreate(input: $input) {
        ... on MediaUploadCreateSuccess { uploadId upload { url } } } }`,
      { input: { filename: 'dot.png', mediaType: 'image/png', byteSize: picture.length } },
    );
    const put = (url: string, body: Uint8Array<ArrayBuffer>) =>
      fetch(url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body });
    expect(
      (await put(created.upload.url.replace(/signature=.*/, 'signature=x'), new Uint8Array(3_000_000)))
        .status,
    ).toBe(403);
    expect((await put(created.upload.url, new Uint8Array(picture))).status).toBe(201);
    const { completed } = await staff.ask<{ completed: object }>(
      `mutation ($input: MediaUploadCompleteInput!) { completed: mediaUploadComplete(input: $input) {
        ... on MediaUploadCompleteSuccess { file { mediaType width } } } }`,
      { input: { id: created.uploadId } },
    );
    expect(completed).toEqual({ file: { mediaType: 'image/png', width: 1 } });
  });

  it('shows nobody what is another’s', async () => {
    const variant = await findVariant(graphqlClient(store.graphqlUrl), 10, 1);
    const buyer = await guest(store.graphqlUrl);
    const { id } = await placeOrder(
      buyer,
      placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }])),
    );
    const query = 'query ($id: ID!) { order(id: $id) { id } }';
    expect(await buyer.ask(query, { id })).toEqual({ order: { id } });
    expect(await (await guest(store.graphqlUrl)).ask(query, { id })).toEqual({ order: null });
    const { errors } = await graphqlClient(store.graphqlUrl).send(query, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('finds objects again by their ids', async () => {
    const variant = await findVariant(graphqlClient(store.graphqlUrl), 10, 1);
    const buyer = await guest(store.graphqlUrl);
    const { id } = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Cart { totalQuantity } } }';
    const ids = [id, variant.id, 'shop'];
    const found = { __typename: 'ProductVariant', id: variant.id };
    expect(await buyer.ask(query, { ids })).toEqual({
      nodes: [{ __typename: 'Cart', id, totalQuantity: 1 }, found, null],
    });
    expect(await graphqlClient(store.graphqlUrl).ask(query, { ids })).toEqual({ nodes: [null, found, null] });
  });

  it('lets nobody in but through the gateway', async () => {
    const { url } = store.process('gateway');
    const paths = ['/media/../graphql', '/webhooks/../graphql', '/webhooks/%2e%2e/internal/carts/freeze'];
    const statuses = paths.map(async (path) => (await rawPost(url, path)).status);
    expect(await Promise.all(statuses)).toEqual([404, 404, 404]);
    expect((await fetch(`${url}/.well-known/jwks.json`)).status).toBe(200);
    expect((await fetch(`${url}/.well-known/ended-sessions.json`)).status).toBe(404);
  });
});

describe('while the database of one subgraph is away', () => {
  it('only its fields fail, its health says so, and it comes back', async () => {
    const visitor = graphqlClient(store.graphqlUrl);
    const buyer = await guest(store.graphqlUrl);
    await letConnect('orders', false);
    try {
      await expect
        .poll(async () => (await healthOf(store.process('gateway')))?.checks?.['orders']?.status)
        .toBe('down');
      const { data, errors } = await buyer.send<{ order: unknown; products: unknown }>(
        'query ($id: ID!) { order(id: $id) { id } products(first: 1) { nodes { id } } }',
        { id: '01a219dc-6843-708c-a2a1-a1f0ae340fef' },
      );
      expect(data).toMatchObject({ order: null, products: { nodes: [{}] } });
      expect(errors).toMatchObject([{ path: ['order'] }]);
      await findVariant(visitor, 1);
    } finally {
      await letConnect('orders', true);
    }
    await allAreWell([store.process('gateway')]);
  });
});

describe('a mutation under way at SIGTERM', () => {
  it('is answered before the process ends', async () => {
    const buyer = await guest(store.graphqlUrl);
    const variant = await findVariant(graphqlClient(store.graphqlUrl), 10, 2);
    const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
    await using locked = await lockTable(store, 'orders', 'idempotency_keys');
    const placing = placeOrder(buyer, placeInput(cart));
    await locked.awaited();
    const { exited } = store.process('gateway');
    const stopped = store.process('gateway').stop();
    const isReady = async () => (await healthOf(store.process('gateway')))?.status === 'ready';
    await expect.poll(isReady, { timeout: 20_000, interval: 20 }).toBe(false);
    await locked.release();
    expect((await placing).status).toBe('PENDING');
    await stopped;
    expect(await exited).toBe('exit code 0');
    await store.process('gateway').start();
    expect((await followToEnd(buyer, (await placing).id)).at(-1)?.orderStatusChanged.status).toBe(
      'CONFIRMED',
    );
  });
});

/** As a client that does not resolve the path does. */
async function rawPost(url: string, path: string): Promise<{ status: number }> {
  const { request } = await import('node:http');
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: 'POST' }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0 });
    });
    sent.on('error', reject);
    sent.setHeader('content-type', 'application/json');
    sent.end('{"query":"{ __typename }"}');
  });
}

/** Lets a domain connect to its database or not; who is connected is cut off. */
async function letConnect(domain: 'orders', isAllowed: boolean): Promise<void> {
  const client = new Client({ connectionString: store.services.postgres.url });
  await client.connect();
  const database = new URL(store.databaseUrl(domain)).pathname.slice(1);
  await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS ${String(isAllowed)}`);
  const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
  if (!isAllowed) await client.query(cut, [database]);
  await client.end();
}
