import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { allAreWell, healthOf } from '../support/health.ts';
import { violations } from '../support/invariants.ts';
import { lockTable } from '../support/lock-table.ts';
import { PatientShop } from '../support/patient-shop.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  place,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';

const subgraphs = ['accounts', 'products', 'carts', 'orders', 'payments', 'notifications'];
const processNames = ['gateway-2', 'gateway', ...subgraphs, 'simulator', 'mailbox'];

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ replicas: { gateway: 2 }, restartCrashed: true, durable: true });
});
afterAll(async () => {
  await store.stop();
});

async function startShopping(url = store.graphqlUrl) {
  const buyer = await guest(url);
  const variant = await findVariant(graphqlClient(url), 10);
  return { buyer, cart: await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]) };
}

/** Sends SIGTERM. @returns how the process ended and how long that took */
async function terminate(name: string) {
  const begun = performance.now();
  const { exited } = store.process(name);
  await store.process(name).stop();
  return { ending: await exited, tookMs: performance.now() - begun };
}

const inTime = { ending: 'exit code 0', tookMs: expect.toSatisfy((ms: number) => ms < 10_000) as number };

describe('what is killed while npm start runs', () => {
  const victim = (name: string) => {
    if (name === 'PostgreSQL') return store.services.postgres;
    return name === 'NATS' ? store.services.nats : store.process(name);
  };

  it.each(['PostgreSQL', 'NATS', 'orders', 'gateway'])('is started again: %s', async (name) => {
    const before = victim(name).pid;
    victim(name).kill('SIGKILL');
    const pid = () => victim(name).pid ?? before;
    await expect.poll(pid, { timeout: 20_000, interval: 50 }).not.toBe(before);
    await allAreWell(processNames.map((one) => store.process(one)));
    const { buyer, cart } = await startShopping();
    const { id } = await placeOrder(buyer, placeInput(cart));
    const events = await followToEnd(buyer, id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });
});

describe('a mutation under way at SIGTERM', () => {
  const cartCreate = `mutation ($input: CartCreateInput!) { cartCreate(input: $input) { __typename } }`;
  const newCart = (client: GraphqlClient) =>
    client.ask(cartCreate, {
      input: { idempotencyKey: crypto.randomUUID(), currencyCode: 'EUR', lines: [] },
    });

  it.each([
    { name: 'accounts', domain: 'accounts', table: 'users' },
    { name: 'carts', domain: 'carts', table: 'idempotency_keys' },
    { name: 'orders', domain: 'orders', table: 'idempotency_keys' },
    { name: 'gateway', domain: 'carts', table: 'idempotency_keys' },
    { name: 'gateway-2', domain: 'carts', table: 'idempotency_keys' },
  ] as const)('is answered before $name ends', async ({ name, domain, table }) => {
    const { buyer, cart } = await startShopping();
    const client = buyer.through(store.graphqlUrls[name === 'gateway-2' ? 1 : 0] ?? '');
    const mutate = { accounts: () => guest(store.graphqlUrl), carts: () => newCart(client) };
    await using locked = await lockTable(store, domain, table);
    const answer = domain === 'orders' ? placeOrder(buyer, placeInput(cart)) : mutate[domain]();
    await locked.awaited();
    const ended = terminate(name);
    const isReady = async () => (await healthOf(store.process(name)))?.status === 'ready';
    await expect.poll(isReady, { timeout: 20_000, interval: 20 }).toBe(false);
    await locked.release();
    expect(await answer).toBeDefined();
    expect(await ended).toEqual(inTime);
    await store.process(name).start();
  });
});

describe('a rolling restart of every process under load', () => {
  it('loses no order and no version, and causes only retryable errors', async () => {
    const shop = new PatientShop(store.graphqlUrls);
    const waiting = await buyPatiently(shop, 'sim_action_required');
    const watched = shop.follow(waiting.buyer, waiting.orderId, ['CONFIRMED']);
    let isRestarting = true;
    const buyOnAndOn = async () => {
      const seen: number[][] = [];
      while (isRestarting) {
        const { buyer, orderId } = await buyPatiently(shop, 'sim_ok');
        seen.push(await shop.follow(buyer, orderId, ['CONFIRMED']));
      }
      return seen;
    };
    const buyers = Promise.all([buyOnAndOn(), buyOnAndOn()]);
    const endings: Record<string, unknown> = {};
    for (const name of processNames) {
      endings[name] = await terminate(name);
      await store.process(name).start();
    }
    isRestarting = false;
    expect(endings).toEqual(Object.fromEntries(processNames.map((name) => [name, inTime])));

    const seen = (await buyers).flat();
    expect(seen.length).toBeGreaterThan(3);
    await approve(waiting.buyer, waiting.orderId);
    for (const versions of [...seen, await watched]) {
      const [first = 0] = versions;
      expect(versions).toEqual(versions.map((_version, index) => first + index));
    }
    expect(['UNAVAILABLE', 'closed connection']).toEqual(expect.arrayContaining([...shop.failures.keys()]));
    await expect.poll(() => violations(store), { timeout: 30_000, interval: 500 }).toEqual([]);
  });
});

/** Buys one thing, with retries of whatever is retryable. */
async function buyPatiently(shop: PatientShop, token: string) {
  const buyer = await shop.attempt(guest);
  const variant = await shop.attempt((url) => findVariant(graphqlClient(url), 20));
  const lines = [{ variantId: variant.id, quantity: 1 }];
  const cart = await shop.attempt((url) => fillCart(buyer.through(url), lines));
  const input = placeInput(cart, token);
  const { order, ...refusal } = await shop.attempt((url) => place(buyer.through(url), input));
  if (order === undefined) throw new Error(`Not accepted: ${JSON.stringify(refusal)}`);
  return { buyer, orderId: order.id };
}

/** Confirms a payment that waits for the buyer, at the bank. */
async function approve(buyer: GraphqlClient, id: string) {
  const { order } = await buyer.ask<{ order: { payment: { nextAction: { redirectUrl: string } } } }>(
    'query ($id: ID!) { order(id: $id) { payment { nextAction { redirectUrl } } } }',
    { id },
  );
  const decision = new URLSearchParams({ decision: 'approve' });
  const answer = await fetch(order.payment.nextAction.redirectUrl, { method: 'POST', body: decision });
  expect(answer.ok).toBe(true);
}
