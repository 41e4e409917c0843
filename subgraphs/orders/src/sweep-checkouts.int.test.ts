import { inventoryRelease, inventoryReserve, orderStatusChanged } from '@cartwright/events';
import { createMessaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicy } from './domain/checkout/policy.ts';
import { checkoutsWithin } from './repository/checkout-store.ts';
import type { Transaction } from './repository/database.ts';
import { newCustomer, place, placeInput } from './test-support/operations.ts';
import { startTestOrders, type TestOrders } from './test-support/start-test-orders.ts';
import { sweepCheckouts } from './use-cases/sweep-checkouts.ts';

const placedAt = new Date('2026-01-02T10:00:00.000Z');
const logger = createLogger({ name: 'test', level: 'silent' });
let orders: TestOrders;

beforeAll(async () => {
  orders = await startTestOrders({ now: () => placedAt });
});
afterAll(() => orders[Symbol.asyncDispose]());

/** A sweep that runs when so many seconds have passed since the orders were placed. */
function sweepAt(seconds: number): Promise<{ count: number; hasMore: boolean }> {
  const now = (): Date => new Date(placedAt.getTime() + seconds * 1000);
  const messaging = createMessaging<Transaction>({
    domain: 'orders',
    database: orders.database,
    databaseUrl: 'postgres://unused',
    natsUrl: 'nats://127.0.0.1:9',
    logger,
    publishes: [inventoryReserve, inventoryRelease, orderStatusChanged],
    consumes: [],
  });
  return sweepCheckouts({ messaging, logger, now, policy: createPolicy(), checkouts: checkoutsWithin });
}

const commandsSent = async (): Promise<number[]> => {
  const rows = await orders.database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM messaging.outbox WHERE type = 'inventory.reserve.v1' GROUP BY business_id`;
  return rows.map(({ count }) => count);
};

it('several replicas share what is due: each order is carried on once', async () => {
  const customer = newCustomer();
  await Promise.all(Array.from({ length: 60 }, () => place(orders, customer, placeInput())));
  expect(await sweepAt(9)).toEqual({ count: 0, hasMore: false });

  const first = await Promise.all([sweepAt(11), sweepAt(11), sweepAt(11)]);
  const rest = await sweepAt(11);
  expect([...first, rest].reduce((sum, { count }) => sum + count, 0)).toBe(60);
  expect(first.some(({ hasMore }) => hasMore)).toBe(true);
  expect(await commandsSent()).toEqual(Array.from({ length: 60 }, () => 2));
  expect(await orders.database.order.count({ where: { attempt: 2, version: 1, step: 'reserving' } })).toBe(
    60,
  );

  expect(await sweepAt(11)).toEqual({ count: 0, hasMore: false });
});

it('gives up what took too long, and begins to undo it', async () => {
  while ((await sweepAt(121)).hasMore);
  const where = { step: 'cancelling', cancellationReason: 'STOCK_TIMED_OUT' };
  expect(await orders.database.order.count({ where })).toBe(60);
});

describe('an order that cannot be carried on', () => {
  const placeSome = async (count: number): Promise<string[]> => {
    const customer = newCustomer();
    const placed = await Promise.all(
      Array.from({ length: count }, () => place(orders, customer, placeInput())),
    );
    return placed.map(({ order }) => order.id);
  };
  const dueAfter = async (ids: readonly string[], seconds: number): Promise<void> => {
    const deadlineAt = new Date(placedAt.getTime() + seconds * 1000);
    await orders.database.order.updateMany({ where: { id: { in: [...ids] } }, data: { deadlineAt } });
  };
  const attemptOf = async (id: string): Promise<number> =>
    (await orders.database.order.findUniqueOrThrow({ where: { id } })).attempt;

  it('by the rules is put off: the fifty before it hold nobody up', async () => {
    const [good = '', ...poor] = await placeSome(51);
    await orders.database.orderLine.deleteMany({ where: { orderId: { in: poor } } });
    await dueAfter(poor, 2);
    await dueAfter([good], 3);

    expect(await sweepAt(4)).toEqual({ count: 50, hasMore: true });
    expect(await sweepAt(4)).toEqual({ count: 1, hasMore: false });
    expect(await sweepAt(4)).toEqual({ count: 0, hasMore: false });
    expect(await attemptOf(good)).toBe(2);
    expect(await sweepAt(64)).toEqual({ count: 50, hasMore: true });
    await orders.database.order.deleteMany({ where: { id: { in: poor } } });
  });

  it('by the database is put off: those beside it are carried on', async () => {
    const [before = '', refused = '', after = ''] = await placeSome(3);
    await dueAfter([before], 2);
    await dueAfter([refused], 3);
    await dueAfter([after], 4);
    await orders.database.$executeRawUnsafe(
      `ALTER TABLE orders ADD CONSTRAINT refused CHECK (id <> '${refused}' OR attempt = 1)`,
    );

    expect(await sweepAt(5)).toEqual({ count: 3, hasMore: false });
    expect(await Promise.all([before, refused, after].map(attemptOf))).toEqual([2, 1, 2]);
    expect(await sweepAt(5)).toEqual({ count: 0, hasMore: false });

    await orders.database.$executeRawUnsafe('ALTER TABLE orders DROP CONSTRAINT refused');
    expect(await sweepAt(65)).toMatchObject({ count: 3 });
    expect(await attemptOf(refused)).toBe(2);
  });
});
