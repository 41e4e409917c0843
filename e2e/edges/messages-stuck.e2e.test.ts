import { domains } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { allAreWell, healthOf } from '../support/health.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { messagingLag, staffClient } from '../support/staff.ts';

const patience = { timeout: 30_000 };
const directory = temporaryDirectory('messages-stuck');
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ dataDir: directory.path });
});
afterAll(async () => {
  store.services.nats.kill('SIGCONT');
  await store.stop();
  directory.remove();
});

const subgraphs = () => domains.map((name) => store.process(name));
const pids = () => subgraphs().map(({ pid }) => pid);

async function order() {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 10);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const placed = await placeOrder(buyer, placeInput(cart));
  const lastStatus = async () => (await followToEnd(buyer, placed.id)).at(-1)?.orderStatusChanged.status;
  return { ...placed, lastStatus };
}

it('takes orders while NATS hangs, says so to operators and staff, and confirms them afterwards', async () => {
  const staff = await staffClient(store.graphqlUrl);
  const before = pids();
  store.services.nats.kill('SIGSTOP');
  const waiting = await order();
  expect(waiting.status).toBe('PENDING');

  const told = {
    status: 'degraded',
    checks: {
      database: { status: 'up' },
      messaging: { status: 'degraded', reason: expect.stringMatching(/^messages wait: .*NATS/) as string },
    },
  };
  await expect.poll(() => healthOf(store.process('orders')), patience).toMatchObject(told);
  await expect
    .poll(() => healthOf(store.process('gateway')), patience)
    .toMatchObject({
      status: 'degraded',
      checks: { orders: { status: 'degraded', reason: expect.stringContaining('messaging:') as string } },
    });
  const own = (await messagingLag(staff)).find(({ domain }) => domain === 'orders');
  expect(own?.unpublished).toBeGreaterThan(0);
  expect(own?.faults).toEqual(expect.arrayContaining([expect.stringContaining('NATS')]));

  store.services.nats.kill('SIGCONT');
  expect(await waiting.lastStatus()).toBe('CONFIRMED');
  await allAreWell(subgraphs(), 60_000);
  const after = await messagingLag(staff);
  expect(after.map(({ domain, faults }) => ({ domain, faults }))).toEqual(
    domains.map((domain) => ({ domain, faults: [] })),
  );
  expect(pids()).toEqual(before);
});

it('confirms what is ordered after the files of JetStream were removed, without any restart', async () => {
  const before = pids();
  rmSync(path.join(directory.path, 'nats', 'jetstream'), { recursive: true });
  const orders = [await order(), await order()];
  for (const { lastStatus } of orders) expect(await lastStatus()).toBe('CONFIRMED');
  await allAreWell(subgraphs(), 60_000);
  expect(pids()).toEqual(before);
});
