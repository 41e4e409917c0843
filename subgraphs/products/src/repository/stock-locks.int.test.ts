import { createTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedProducts } from '../seed/seed-products.ts';
import { openDatabase, type Database } from './database.ts';
import {
  claimReservations,
  lockExpiredReservations,
  lockReservations,
  setReservationStatus,
} from './reservation-rows.ts';
import { lockStock } from './stock-rows.ts';

const stack = new AsyncDisposableStack();
const expiresAt = new Date('2026-01-02T10:00:00.000Z');
let database: Database;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('products'));
  await seedProducts(url, { products: 2 });
  database = openDatabase(url);
  stack.defer(() => database.$disconnect());
});
afterAll(() => stack.disposeAsync());

async function reserveOne(): Promise<string> {
  const orderId = uuidv7();
  await claimReservations(database, [{ orderId, status: 'reserved', expiresAt: expiresAt.toISOString() }]);
  return orderId;
}

const refusedByLock = /could not obtain lock/;

it('what is available is held from being looked at to being taken', async () => {
  const { variantId } = await database.stock.findFirstOrThrow();
  await database.$transaction(async (tx) => {
    expect([...(await lockStock(tx, [variantId])).keys()]).toEqual([variantId]);
    const other = database.$queryRaw`
      SELECT variant_id FROM stock WHERE variant_id = ${variantId}::uuid FOR NO KEY UPDATE NOWAIT`;
    await expect(other).rejects.toThrow(refusedByLock);
  });
});

it('a reservation is held from being read to being settled', async () => {
  const orderId = await reserveOne();
  await database.$transaction(async (tx) => {
    expect([...(await lockReservations(tx, [orderId])).keys()]).toEqual([orderId]);
    const other = database.$queryRaw`
      SELECT order_id FROM reservations WHERE order_id = ${orderId}::uuid FOR NO KEY UPDATE NOWAIT`;
    await expect(other).rejects.toThrow(refusedByLock);
  });
});

it('one that looks for what has expired passes over what another has in hand, and waits for nobody', async () => {
  await database.reservation.deleteMany();
  const orderIds = [await reserveOne(), await reserveOne()];
  await database.$transaction(async (tx) => {
    const first = await lockExpiredReservations(tx, expiresAt, 1);
    const second = await database.$transaction((other) => lockExpiredReservations(other, expiresAt, 2));
    expect([first.length, second.length]).toEqual([1, 1]);
    expect([...first, ...second].map(({ orderId }) => orderId).toSorted()).toEqual(orderIds.toSorted());
  });
});

it('of what holds pieces only what is over expires: what was sold long ago is in nobody’s way', async () => {
  await database.reservation.deleteMany();
  const [sold, overdue] = [await reserveOne(), await reserveOne()];
  await setReservationStatus(database, [sold], 'committed');
  const early = new Date(expiresAt.getTime() - 1);
  const found = async (now: Date) =>
    (await lockExpiredReservations(database, now, 10)).map(({ orderId }) => orderId);
  expect(await found(early)).toEqual([]);
  expect(await found(expiresAt)).toEqual([overdue]);
});
