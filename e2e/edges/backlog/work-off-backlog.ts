import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../../support/graphql-client.ts';
import { queryDomain } from '../../support/query-domain.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../../support/shopper.ts';
import { messagingLag, staffClient, waitingFor } from '../../support/staff.ts';

/** A process that loaded the whole backlog into memory would exceed this. */
const heapLimitMiB = 256;
const consumer = 'notifications-orders-orders';

let store: TestStore;
let staff: GraphqlClient;
beforeAll(async () => {
  store = await startTestStore({
    env: { notifications: { NODE_OPTIONS: `--max-old-space-size=${String(heapLimitMiB)}` } },
  });
  staff = await staffClient(store.graphqlUrl);
});
afterAll(async () => {
  await store.stop();
});

/** Buys something, up to CONFIRMED. */
async function buy(): Promise<void> {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 20);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const { id } = await placeOrder(buyer, placeInput(cart));
  const events = await followToEnd(buyer, id);
  expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
}

async function buyThree(): Promise<void> {
  for (let bought = 0; bought < 3; bought += 1) await buy();
}

/** Copies the events of the confirmed order for as many other orders, in one statement. */
async function insertBacklog(size: number): Promise<void> {
  await queryDomain(
    store,
    'orders',
    `INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope)
     SELECT copy.id::uuid, type, 'from.orders.' || type || '.' || order_id, order_id, order_id,
       envelope || jsonb_build_object('id', copy.id, 'subject', order_id, 'businessid', order_id, 'data',
         envelope->'data' || jsonb_build_object('orderId', order_id, 'customerId', gen_random_uuid()))
     FROM (
       SELECT type, envelope FROM messaging.outbox WHERE type = 'orders.order-confirmed.v1' LIMIT 1
     ) AS original, (
       SELECT gen_random_uuid()::text AS id, gen_random_uuid()::text AS order_id
       FROM generate_series(1, $1::int)
     ) AS copy`,
    [size],
  );
}

async function unpublished(): Promise<number> {
  const own = (await messagingLag(staff)).find(({ domain }) => domain === 'orders');
  return own?.unpublished ?? Number.NaN;
}

/** Defines the test that so many events, which wait for notifications, are reported, worked off, and delay no checkout. */
export function worksOffBacklogOf(size: number): void {
  it(`${String(size)} events that wait for notifications are reported, worked off, and delay no checkout`, async () => {
    const notifications = store.process('notifications');
    await buyThree();
    await notifications.stop();
    await insertBacklog(size);
    expect(await unpublished()).toBeGreaterThan(0);
    await expect.poll(unpublished, { timeout: 60_000, interval: 200 }).toBe(0);
    expect(await waitingFor(staff, consumer)).toBeGreaterThanOrEqual(size);
    await buyThree();

    await notifications.start();
    await buyThree();
    expect(await waitingFor(staff, consumer)).toBeGreaterThan(0);
    await expect.poll(() => waitingFor(staff, consumer), { timeout: 180_000, interval: 500 }).toBe(0);
    await buyThree();
  }, 300_000);
}
