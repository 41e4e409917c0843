import { inventoryRelease, inventoryReserve, orderStatusChanged } from '@cartwright/events';
import { createMessaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicy } from '../rules/policy.ts';
import { checkoutsWithin } from '../repository.ts';
import { newCustomer, place, placeInput } from '../../../test/operations.ts';
import { startTestOrders, type TestOrders } from '../../../test/start-test-orders.ts';
import { sweepCheckouts } from './sweep-checkouts.ts';

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
  const messaging = createMessaging({
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
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM messaging.outbox WHERE type = 'inventory.reserve.v1' GROUP BY business_id
  `.execute(orders.database.statements);
  return rows.map(({ count }) => count);
};

it('several replicas share what is due: each order is carried on once', async () => {
  const customer = newCustomer();
  await Promise.all(Array.from({ length: 60 }, () => place(orders, customer, placeInput())));
  expect(await sweepAt(9)).toEqual({ count: 0, hasMore: false });

  const first = await Promise.all([sweepAt(11), sweepAt(11), sweepAt(11)]);
  const rest = await sweepAt(11);
  expect([...first, rest].reduce((sum, { count }) => sum + count, 0)).toBe(60);
  expect(await commandsSent()).toEqual(Array.from({ length: 60 }, () => 2));
  expect(
    await orders.database.prisma.order.count({ where: { attempt: 2, version: 1, step: 'reserving' } }),
  ).toBe(60);

  expect(await sweepAt(11)).toEqual({ count: 0, hasMore: false });
});

it('gives up what took too long, and begins to undo it', async () => {
  expect(await sweepAt(121)).toEqual({ count: 50, hasMore: true });
  expect(await sweepAt(121)).toEqual({ count: 10, hasMore: false });
  const where = { step: 'cancelling', cancellationReason: 'STOCK_TIMED_OUT' };
  expect(await orders.database.prisma.order.count({ where })).toBe(60);
});

describe('an order that cannot be carried on', () => {
  const placeSome = async (count: number): Promise<string[]> => {
    const customer = newCustomer();
    const placed = await Promise.all(
      Array.from({ length: count }, () => place(orders, customer, placeInput())),
    );
    return placed.map(({ order }) => order.id);
  };
  const after = (seconds: number): Date => new Date(placedAt.getTime() + seconds * 1000);
  const dueAfter = async (ids: readonly string[], seconds: number): Promise<void> => {
    const where = { id: { in: [...ids] } };
    await orders.database.prisma.order.updateMany({ where, data: { deadlineAt: after(seconds) } });
  };
  const attemptsOf = async (ids: readonly string[]): Promise<number[]> => {
    const rows = await orders.database.prisma.order.findMany({ where: { id: { in: [...ids] } } });
    return ids.map((id) => rows.find((row) => row.id === id)?.attempt ?? 0);
  };
  const reservationsAskedFor = async (id: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM messaging.outbox WHERE type = 'inventory.reserve.v1' AND key = ${id}
    `.execute(orders.database.statements);
    return rows[0]?.count ?? 0;
  };
  /** Lets the database refuse, meanwhile, every row for which `check` does not hold. */
  const refusingUnless = async (check: string, run: () => Promise<void>): Promise<void> => {
    const { statements } = orders.database;
    await sql`ALTER TABLE orders ADD CONSTRAINT refused CHECK (${sql.raw(check)}) NOT VALID`.execute(
      statements,
    );
    await run().finally(() => sql`ALTER TABLE orders DROP CONSTRAINT refused`.execute(statements));
  };

  it('by the rules is postponed: fifty of them do not block the next', async () => {
    const [good = '', ...poor] = await placeSome(51);
    const where = { id: { in: poor } };
    await orders.database.prisma.orderLine.deleteMany({ where: { orderId: { in: poor } } });
    await dueAfter(poor, 2);
    await dueAfter([good], 3);

    expect(await sweepAt(4)).toEqual({ count: 50, hasMore: true });
    expect(await sweepAt(4)).toEqual({ count: 1, hasMore: false });
    expect(await attemptsOf([good])).toEqual([2]);
    expect(
      await orders.database.prisma.order.count({ where: { ...where, attempt: 1, deadlineAt: after(14) } }),
    ).toBe(50);
    await orders.database.prisma.order.deleteMany({ where });
  });

  it('by the database is postponed, and sends nothing: those beside it are carried on', async () => {
    const ids = await placeSome(3);
    const [first = '', refused = '', last = ''] = ids;
    await dueAfter([first], 2);
    await dueAfter([refused], 3);
    await dueAfter([last], 4);
    await refusingUnless(`id <> '${refused}' OR attempt = 1`, async () => {
      expect(await sweepAt(5)).toEqual({ count: 3, hasMore: false });
      expect(await attemptsOf(ids)).toEqual([2, 1, 2]);
      expect(await reservationsAskedFor(refused)).toBe(1);
      expect(await sweepAt(5)).toEqual({ count: 0, hasMore: false });
    });
    expect(await sweepAt(15)).toEqual({ count: 1, hasMore: false });
    expect(await reservationsAskedFor(refused)).toBe(2);
  });

  it('nor even postponed is left out: those behind it are carried on', async () => {
    const ids = await placeSome(3);
    const [refused = '', alsoRefused = '', last = ''] = ids;
    await dueAfter([refused], 1);
    await dueAfter([alsoRefused], 2);
    await dueAfter([last], 3);
    await refusingUnless(`id NOT IN ('${refused}', '${alsoRefused}')`, async () => {
      expect(await sweepAt(4)).toEqual({ count: 3, hasMore: false });
      expect(await attemptsOf(ids)).toEqual([1, 1, 2]);
    });
    expect(await sweepAt(4)).toEqual({ count: 2, hasMore: false });
    expect(await attemptsOf(ids)).toEqual([2, 2, 2]);
  });
});
