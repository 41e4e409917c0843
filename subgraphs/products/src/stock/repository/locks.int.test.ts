import { openTestDatabase, waitFor, type PrismaDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PrismaClient } from '../../generated/prisma/client.ts';
import { seedProducts } from '../../seed/seed-products.ts';
import type { Tables } from '../../tables.ts';
import { hasExpiredReservation } from './reservations.ts';
import { stockWithin } from './stock-within.ts';

const stack = new AsyncDisposableStack();
const expiresAt = new Date('2026-01-02T10:00:00.000Z');
let database: PrismaDatabase<Tables, PrismaClient>;

beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products')));
  await seedProducts(database, { products: 2 });
});
afterAll(() => stack.disposeAsync());

async function reserveOne(until = expiresAt): Promise<string> {
  const orderId = uuidv7();
  await database.transaction((tx) =>
    stockWithin(tx).claimReservations([{ orderId, status: 'reserved', expiresAt: until }]),
  );
  return orderId;
}

const refusedByLock = /could not obtain lock/;

it('what is available is held from being looked at to being taken', async () => {
  const { variantId } = await database.prisma.stock.findFirstOrThrow();
  await database.transaction(async (tx) => {
    expect([...(await stockWithin(tx).lockStock([variantId])).keys()]).toEqual([variantId]);
    const other = sql`
      SELECT variant_id FROM stock WHERE variant_id = ${variantId}::uuid FOR NO KEY UPDATE NOWAIT`;
    await expect(other.execute(database.statements)).rejects.toThrow(refusedByLock);
  });
});

it('variants are locked in one sequence, however their moves are given: none waits with what another needs', async () => {
  const [low = '', high = ''] = (await database.prisma.stock.findMany())
    .map(({ variantId }) => variantId)
    .toSorted();
  const move = (variantId: string) => ({ variantId, available: -1, reserved: 1, sold: 0 });
  const begun = Promise.withResolvers<number>();
  let second: Promise<unknown> = Promise.resolve();
  await database.statements.transaction().execute(async (tx) => {
    await stockWithin(tx).updateStock([move(low)]);
    second = database.statements.transaction().execute(async (later) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(later);
      begun.resolve(rows[0]?.pid ?? 0);
      await stockWithin(later).updateStock([move(high), move(low)]);
    });
    const pid = await begun.promise;
    await waitFor(async () => {
      const { rows } = await sql<{ waits: boolean }>`
        SELECT cardinality(pg_blocking_pids(${pid})) > 0 AS waits`.execute(database.statements);
      return rows[0]?.waits === true;
    });
    await stockWithin(tx).updateStock([move(high)]);
  });
  await expect(second).resolves.toBeUndefined();
});

it('a reservation is held from being read to being changed', async () => {
  const orderId = await reserveOne();
  await database.transaction(async (tx) => {
    expect([...(await stockWithin(tx).lockReservations([orderId])).keys()]).toEqual([orderId]);
    const other = sql`
      SELECT order_id FROM reservations WHERE order_id = ${orderId}::uuid FOR NO KEY UPDATE NOWAIT`;
    await expect(other.execute(database.statements)).rejects.toThrow(refusedByLock);
  });
});

it('stock is not held with what is claimed where an order has a reservation, which is locked before it', async () => {
  const { variantId } = await database.prisma.stock.findFirstOrThrow();
  const existing = await reserveOne();
  const other = sql`
    SELECT variant_id FROM stock WHERE variant_id = ${variantId}::uuid FOR NO KEY UPDATE NOWAIT`;
  const claimAll = (stock: ReturnType<typeof stockWithin>, orderIds: readonly string[]) =>
    stock.claimReservations(
      orderIds.map((orderId) => ({ orderId, status: 'reserved', expiresAt })),
      [variantId],
    );
  await database.transaction(async (tx) => {
    expect((await claimAll(stockWithin(tx), [existing, uuidv7()])).size).toBe(1);
    await expect(other.execute(database.statements)).resolves.toBeDefined();
  });
  await database.transaction(async (tx) => {
    expect((await claimAll(stockWithin(tx), [uuidv7(), uuidv7()])).size).toBe(2);
    await expect(other.execute(database.statements)).rejects.toThrow(refusedByLock);
  });
});

it('a search for expired reservations skips those that another transaction has locked, without waiting', async () => {
  await database.prisma.reservation.deleteMany();
  const orderIds = [await reserveOne(), await reserveOne()];
  await database.transaction(async (tx) => {
    const first = await stockWithin(tx).lockExpiredReservations(expiresAt, 1);
    const second = await database.transaction((other) =>
      stockWithin(other).lockExpiredReservations(expiresAt, 2),
    );
    expect([first.length, second.length]).toEqual([1, 1]);
    expect([...first, ...second].map(({ orderId }) => orderId).toSorted()).toEqual(orderIds.toSorted());
  });
});

it('only what is reserved expires: what was sold long ago is not found', async () => {
  await database.prisma.reservation.deleteMany();
  const [sold, overdue] = [await reserveOne(), await reserveOne()];
  await database.transaction((tx) => stockWithin(tx).setReservationStatus([sold], 'committed'));
  const early = new Date(expiresAt.getTime() - 1);
  const found = (now: Date) =>
    database.transaction(async (tx) =>
      (await stockWithin(tx).lockExpiredReservations(now, 10)).map(({ orderId }) => orderId),
    );
  expect(await found(early)).toEqual([]);
  expect(await found(expiresAt)).toEqual([overdue]);
});

it('of what has expired the longest overdue comes first, wherever its row lies', async () => {
  await database.prisma.reservation.deleteMany();
  const earlier = (ms: number): Date => new Date(expiresAt.getTime() - ms);
  await reserveOne(earlier(1));
  const [second, first] = [await reserveOne(earlier(2)), await reserveOne(earlier(3))];
  const expired = await database.transaction(async (tx) => {
    await sql`SET LOCAL enable_indexscan = off`.execute(tx);
    await sql`SET LOCAL enable_bitmapscan = off`.execute(tx);
    return stockWithin(tx).lockExpiredReservations(expiresAt, 2);
  });
  expect(expired.map(({ orderId }) => orderId)).toEqual([first, second]);
});

it('knows whether a reservation has expired, of those that still hold something', async () => {
  const longAgo = new Date('2020-01-02T10:00:00.000Z');
  const orderId = await reserveOne(longAgo);
  const hasExpired = (now: Date) => hasExpiredReservation(database.statements, now);
  expect([await hasExpired(longAgo), await hasExpired(new Date(longAgo.getTime() - 1))]).toEqual([
    true,
    false,
  ]);
  await database.transaction((tx) => stockWithin(tx).setReservationStatus([orderId], 'released'));
  expect(await hasExpired(longAgo)).toBe(false);
});
