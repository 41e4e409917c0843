import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newCustomer, place, placeInput } from '../test-support/operations.ts';
import { startTestOrders, type TestOrders } from '../test-support/start-test-orders.ts';
import { lockDueOrders, lockOrders } from './lock-orders.ts';

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
  await database.$transaction(async (tx) => {
    expect((await lockOrders(tx, orderIds)).map(({ id }) => id)).toEqual(orderIds.toSorted());
    const other = database.$queryRaw`
      SELECT id FROM orders WHERE id = ${orderIds[0]}::uuid FOR NO KEY UPDATE NOWAIT`;
    await expect(other).rejects.toThrow(/could not obtain lock/);
  });
});

it('one that looks for what is due passes over what another has in hand, and waits for nobody', async () => {
  const { database } = orders;
  await database.$transaction(async (tx) => {
    const held = await lockOrders(tx, orderIds.slice(0, 1));
    expect(held).toHaveLength(1);
    const due = await database.$transaction((other) => lockDueOrders(other, later, 1000));
    const found = due.map(({ id }) => id);
    expect(found).toContain(orderIds[1]);
    expect(found).not.toContain(orderIds[0]);
  });
});
