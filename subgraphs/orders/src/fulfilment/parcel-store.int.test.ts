import { afterAll, beforeAll } from 'vitest';
import { openOrdersDatabase, type OrdersDatabase } from '../../test/open-orders-database.ts';
import { addOrder } from '../order/door.ts';
import { parcelStoreSuite } from './parcel-store.suite.ts';
import { parcelsWithin } from './repository.ts';

let database: OrdersDatabase;
beforeAll(async () => {
  database = await openOrdersDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

parcelStoreSuite(() => ({
  parcels: parcelsWithin,
  transaction: (work) => database.transaction(work),
  place: (placed) => database.transaction((tx) => addOrder(tx, placed)),
}));
