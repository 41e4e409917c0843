import { sqlLeasedKeys } from '@cartwright/idempotency';
import { afterAll, beforeAll } from 'vitest';
import { openOrdersDatabase, type OrdersDatabase } from '../../test/open-orders-database.ts';
import { placedOrdersSuite } from './placed-orders.suite.ts';
import { placedOrders } from './repository.ts';

let database: OrdersDatabase;
beforeAll(async () => {
  database = await openOrdersDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

placedOrdersSuite(() => ({
  orders: placedOrders(database.statements),
  keys: sqlLeasedKeys(database.statements),
  transaction: (work) => database.transaction(work),
  timelineOf: (orderId) => database.timelineOf(orderId),
}));
