import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { newCustomer, place, placeInput } from '../../test/operations.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';
import { insertOrder } from './repository.ts';
import { lockOrders } from '../checkout/repository.ts';

let orders: TestOrders;
beforeAll(async () => {
  orders = await startTestOrders();
});
afterAll(() => orders[Symbol.asyncDispose]());

it('an order that a slower attempt stores again stays as it was', async () => {
  const { order: placed } = await place(orders, newCustomer(), placeInput());
  const { database } = orders;
  const read = async () => database.transaction((tx) => lockOrders(tx, [placed.id]));
  const before = await read();
  const [order] = before;
  if (order === undefined) throw new Error('The order is not there');
  const lines = order.lines.map((line) => ({ ...line, id: uuidv7() }));
  const key = { ownerId: order.customerId, operation: 'orderPlace', key: 'the same' };
  const again = { order: { ...order, lines, email: 'other@example.com' }, timeline: [], key };
  expect(await database.transaction((tx) => insertOrder(tx, again))).toBeUndefined();
  expect(await read()).toEqual(before);
});
