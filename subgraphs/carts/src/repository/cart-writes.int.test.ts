import type { FrozenCart } from '@cartwright/events';
import { createTestDatabase, openPoolDatabase, type PoolDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Cart } from '../domain/cart.ts';
import { cartOf } from '../test-support/sample-cart.ts';
import { createCartsRepository, type CartsRepository } from './carts-repository.ts';

const stack = new AsyncDisposableStack();
const now = new Date('2026-01-02T10:00:00.000Z');
let sql: PoolDatabase;
let carts: CartsRepository;
let cart: Cart;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('carts'));
  sql = stack.use(openPoolDatabase(url, { max: 1 }));
  carts = createCartsRepository(url);
  stack.defer(() => carts.close());
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  cart = cartOf({ id: uuidv7(), ownerId: uuidv7() });
  await carts.transaction((store) => store.insert(cart));
});

/** Fails when nobody holds the cart: another transaction could change it too. */
const expectHeld = () =>
  expect(
    sql.$queryRawUnsafe('SELECT id FROM carts WHERE id = $1 FOR NO KEY UPDATE NOWAIT', cart.id),
  ).rejects.toThrow(/could not obtain lock/);

it('a cart is held from being read to being changed', async () => {
  await carts.transaction(async (store) => {
    expect(await store.lock(cart.id, [cart.ownerId])).toMatchObject({ id: cart.id });
    await expectHeld();
  });
});

it('the carts of an owner are held from being read to being merged', async () => {
  await carts.transaction(async (store) => {
    expect(await store.lockInUse([cart.ownerId])).toMatchObject([{ id: cart.id }]);
    await expectHeld();
  });
});

it('a cart that is being checked out is held until the outcome is stored', async () => {
  const orderId = uuidv7();
  const freeze = { orderId, frozenAt: now, confirmed: false, snapshot: {} as FrozenCart };
  await carts.transaction((store) => store.save({ ...cart, status: 'CHECKING_OUT', freeze }));
  await carts.transaction(async (store) => {
    expect(await store.lockCheckingOut(orderId)).toMatchObject({ id: cart.id });
    await expectHeld();
  });
});

it('of two outcomes of one order the first counts', async () => {
  const orderId = uuidv7();
  for (const outcome of ['CONFIRMED', 'CANCELLED'] as const) {
    await carts.transaction((store) => store.settleOrder(orderId, outcome, now));
  }
  expect(await carts.transaction((store) => store.outcomeOf(orderId))).toBe('CONFIRMED');
});
