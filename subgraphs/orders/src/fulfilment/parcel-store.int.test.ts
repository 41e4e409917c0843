import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placedOrder } from '../../test/placed-order.ts';
import { openOrdersDatabase, type OrdersDatabase } from '../../test/open-orders-database.ts';
import { addOrder } from '../../test/add-order.ts';
import { parcelStoreSuite } from './parcel-store.suite.ts';
import { addParcels, parcelsWithin, readParcelsOf } from './repository.ts';

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

it('a sample parcel is left out when staff have sent one of its number', async () => {
  const { order, timeline } = placedOrder(new Date('2026-01-02T10:00:00.000Z'));
  await database.transaction((tx) => addOrder(tx, { order, timeline }));
  const parcel = {
    orderId: order.id,
    number: `${order.id}-1`,
    carrier: 'DHL',
    trackingNumber: null,
    trackingUrl: null,
    shippedAt: new Date('2026-01-02T11:00:00.000Z'),
    deliveredAt: null,
    lines: [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }],
  };
  const [sent, sample] = [uuidv7(), uuidv7()].map((id) => ({ ...parcel, id }));
  if (sent === undefined || sample === undefined) throw new Error('There are two parcels');
  await database.transaction((tx) => addParcels(tx, [sent]));
  await database.transaction((tx) => addParcels(tx, [sample]));
  expect(await readParcelsOf(database.statements, [order.id])).toEqual([sent]);
});
