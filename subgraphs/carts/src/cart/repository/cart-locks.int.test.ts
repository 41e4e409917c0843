import type { FrozenCart } from '@cartwright/events';
import { openPoolDatabase, type PoolDatabase, type PrismaDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/open-test-database.ts';
import { cartOf } from '../../../test/sample-cart.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Tables } from '../../generated/tables.ts';
import type { CartStore } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { storesWithin } from './cart-store.ts';

const stack = new AsyncDisposableStack();
const now = new Date('2026-01-02T10:00:00.000Z');
let sql: PoolDatabase;
let database: PrismaDatabase<Tables, PrismaClient>;
let cart: Cart;

beforeAll(async () => {
  const opened = stack.use(await openTestDatabase());
  database = opened.database;
  sql = stack.use(openPoolDatabase(opened.url, { max: 1 }));
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  cart = cartOf({ id: uuidv7(), ownerId: uuidv7() });
  await transaction((carts) => carts.insertCarts([cart]));
});

const transaction = <R>(work: (carts: CartStore) => Promise<R>): Promise<R> =>
  database.transaction((tx) => work(storesWithin(tx).carts));

/** Fails when nobody has locked the cart: another transaction could change it too. */
const expectLocked = () =>
  expect(
    sql.$queryRawUnsafe('SELECT id FROM carts WHERE id = $1 FOR NO KEY UPDATE NOWAIT', cart.id),
  ).rejects.toThrow(/could not obtain lock/);

it('a cart is locked from being read to being changed', async () => {
  await transaction(async (carts) => {
    expect(await carts.lockCarts([{ cartId: cart.id, ownerId: cart.ownerId }])).toMatchObject([
      { id: cart.id },
    ]);
    await expectLocked();
  });
});

it('the carts of an owner are locked from being read to being merged', async () => {
  await transaction(async (carts) => {
    expect(await carts.lockCartsInUse([cart.ownerId])).toMatchObject([{ id: cart.id }]);
    await expectLocked();
  });
});

it('a cart that is being checked out is locked until the outcome is stored', async () => {
  const orderId = uuidv7();
  const freeze = { orderId, frozenAt: now, confirmed: false, snapshot: {} as FrozenCart };
  await transaction((carts) => carts.saveCarts([{ ...cart, status: 'CHECKING_OUT', freeze }]));
  await transaction(async (carts) => {
    expect(await carts.lockCheckingOut([orderId])).toMatchObject([{ id: cart.id }]);
    await expectLocked();
  });
});
