import { afterAll, beforeAll } from 'vitest';
import { openOrdersDatabase, type OrdersDatabase } from '../../test/open-orders-database.ts';
import { addOrder } from '../../test/add-order.ts';
import { checkoutStoreSuite } from './checkout-store.suite.ts';
import { checkoutsWithin } from './repository.ts';

let database: OrdersDatabase;
beforeAll(async () => {
  database = await openOrdersDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

checkoutStoreSuite(() => ({
  checkouts: checkoutsWithin,
  transaction: (work) => database.transaction(work),
  place: (placed) => database.transaction((tx) => addOrder(tx, placed)),
  timelineOf: (orderId) => database.timelineOf(orderId),
}));
