import type { Subscribed, TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCart, freezeRequest, mutate, newCustomer, newGuest } from '../../test/operations.ts';
import { knowVariant, variantChange } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { storesWithin } from '../cart/door.ts';
import { offersWithin } from '../offers/door.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

interface Told {
  readonly cartChanged: {
    readonly cart: {
      readonly id: string;
      readonly status: string;
      readonly totalQuantity: number;
      readonly lines: readonly { readonly unitPrice: { readonly amount: string } }[];
    };
  };
}

const query = `subscription ($cartId: ID!) { cartChanged(cartId: $cartId) {
  cart { id status totalQuantity lines { unitPrice { amount } } } } }`;

/** Follows a cart, and has been told how it is. */
async function follow(viewer: TestViewer, cartId: string): Promise<AsyncDisposable & Subscribed<Told>> {
  const live = await carts.subscribe<Told>(viewer, query, { cartId });
  await live.until(() => true);
  return { ...live, [Symbol.asyncDispose]: () => live.close() };
}

const totals = (told: readonly Told[]) => told.map(({ cartChanged: { cart } }) => cart.totalQuantity);
const atLast = (told: readonly Told[]) => told.at(-1)?.cartChanged.cart;
const whenQuantityIs =
  (quantity: number) =>
  ({ cartChanged: { cart } }: Told) =>
    cart.totalQuantity === quantity;
const whenStatusIs =
  (status: string) =>
  ({ cartChanged: { cart } }: Told) =>
    cart.status === status;

/** A customer with two stools at 20.00 in the cart. */
async function filledCart() {
  const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
  return { customer, variantId, cart: await createCart(carts, customer, { [variantId]: 2 }) };
}

const complete = (orderId: string) =>
  carts.database.transaction((tx) => storesWithin(tx).carts.completeCarts([orderId], new Date()));

describe('a cart on several devices', () => {
  it('is the same on all of them, whichever of them changes it', async () => {
    const { customer, variantId, cart } = await filledCart();
    await using phone = await follow(customer, cart.id);
    await using laptop = await follow(customer, cart.id.toUpperCase());
    const lines = [{ variantId, quantity: 3 }];
    await mutate(carts, customer, 'cartLinesAdd', { cartId: cart.id, idempotencyKey: uuidv7(), lines });
    for (const device of [phone, laptop]) expect(totals(await device.until(whenQuantityIs(5)))).toEqual([5]);
  });

  it('shows what the catalogue changes, and what an order does to it', async () => {
    const { customer, variantId, cart } = await filledCart();
    await using live = await follow(customer, cart.id);
    const change = variantChange({ variantId, version: 2, priceMinor: 1500 });
    await carts.database.transaction((tx) => offersWithin(tx).saveVariants([change]));
    const [cheaper] = await live.until(() => true);
    expect(cheaper?.cartChanged.cart.lines).toEqual([{ unitPrice: { amount: '15.00' } }]);

    await carts.freeze(freezeRequest(cart, customer, { expectedTotalMinor: 3490 }));
    expect(atLast(await live.until(whenStatusIs('CHECKING_OUT')))).toMatchObject({ totalQuantity: 2 });
    carts.clock.advanceMinutes(16);
    expect(atLast(await live.until(whenStatusIs('ACTIVE')))).toMatchObject({ totalQuantity: 2 });
  });

  it('ends once it was ordered', async () => {
    const { customer, cart } = await filledCart();
    await using live = await follow(customer, cart.id);
    const orderId = uuidv7();
    await carts.freeze(freezeRequest(cart, customer, { orderId, expectedTotalMinor: 4490 }));
    await complete(orderId);
    expect(atLast(await live.all())?.status).toBe('COMPLETED');
  });
});

describe('a guest’s cart that goes into the customer’s', () => {
  it('ends for the guest, is told to whoever follows the customer’s, and is found by its id with the new session', async () => {
    const [guest, variantId] = [newGuest(), await knowVariant(carts.database)];
    const { customer, cart } = await filledCart();
    const guestCart = await createCart(carts, guest, { [variantId]: 1 });
    await using before = await follow(guest, guestCart.id);
    await using phone = await follow(customer, cart.id);
    await using staff = await follow(
      newCustomer({ role: 'STAFF', permissions: ['CUSTOMERS_READ'] }),
      guestCart.id,
    );

    const signedIn = { ...customer, guestId: guest.id };
    const live = await carts.subscribe<Told>(signedIn, query, { cartId: guestCart.id });
    expect(atLast(await live.until(() => true))).toMatchObject({ id: cart.id, totalQuantity: 3 });
    await live.close();
    expect(await before.all()).toEqual([]);
    expect(totals(await phone.until(() => true))).toEqual([3]);
    expect(atLast(await staff.until(whenQuantityIs(3)))?.id).toBe(cart.id);
  });
});

it.each([
  ['of another owner', () => newCustomer(), undefined],
  ['that there is not', () => newCustomer(), uuidv7()],
  ['by no id at all', () => newGuest(), 'no-uuid'],
])('nobody follows a cart %s', async (_what, viewerOf, id) => {
  const { cart } = await filledCart();
  const live = await carts.subscribe<Told>(viewerOf(), query, { cartId: id ?? cart.id });
  await expect(live.until(() => true)).rejects.toThrow('There is no such cart.');
  await live.close();
});
