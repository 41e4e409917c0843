import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newCustomer, place, placeInput } from '../../test/operations.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';
import { isAnyOrderDue, lockDueOrders, lockOrders } from './repository.ts';

const placedAt = new Date('2026-01-02T10:00:00.000Z');
const later = new Date('2026-01-02T11:00:00.000Z');
let orders: TestOrders;
let orderIds: string[];

beforeAll(async () => {
  orders = await startTestOrders({ now: () => placedAt });
});
afterAll(() => orders[Symbol.asyncDispose]());
beforeEach(async () => {
  const placed = [1, 2].map(() => place(orders, newCustomer(), placeInput()));
  orderIds = (await Promise.all(placed)).map(({ order }) => order.id);
});

it('an order is held from being read to being carried on', async () => {
  const { database } = orders;
  await database.transaction(async (tx) => {
    expect((await lockOrders(tx, orderIds)).map(({ id }) => id)).toEqual(orderIds.toSorted());
    const other = database.statements
      .selectFrom('orders')
      .select('id')
      .where('id', '=', orderIds[0] ?? '')
      .forNoKeyUpdate()
      .noWait();
    await expect(other.execute()).rejects.toThrow(/could not obtain lock/);
  });
});

it('a search for due orders skips those that another transaction has locked, without waiting', async () => {
  const { database } = orders;
  await database.transaction(async (tx) => {
    const held = await lockOrders(tx, orderIds.slice(0, 1));
    expect(held).toHaveLength(1);
    const due = await database.transaction((other) => lockDueOrders(other, later, 1000));
    const found = due.map(({ id }) => id);
    expect(found).toContain(orderIds[1]);
    expect(found).not.toContain(orderIds[0]);
  });
});

it('knows whether anything is due without locking it', async () => {
  const { database } = orders;
  await database.transaction(async (tx) => {
    await lockOrders(tx, orderIds);
    expect(await isAnyOrderDue(database.statements, later)).toBe(true);
  });
  expect(await isAnyOrderDue(database.statements, new Date(0))).toBe(false);
});

it('of what is due the longest overdue comes first, wherever its row lies', async () => {
  const { database } = orders;
  const third = (await place(orders, newCustomer(), placeInput())).order.id;
  const [second = '', first = ''] = orderIds;
  // An update puts a row behind the others: they lie in the opposite order.
  for (const [index, id] of [third, second, first].entries()) {
    const deadlineAt = new Date(placedAt.getTime() - (index + 1) * 1000);
    await database.prisma.order.update({ where: { id }, data: { deadlineAt } });
  }
  const due = await database.transaction(async (tx) => {
    await sql`SET LOCAL enable_indexscan = off`.execute(tx);
    await sql`SET LOCAL enable_bitmapscan = off`.execute(tx);
    return lockDueOrders(tx, placedAt, 2);
  });
  expect(due.map(({ id }) => id)).toEqual([first, second]);
});
