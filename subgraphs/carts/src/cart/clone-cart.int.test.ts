import { waitFor } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createCart,
  freezeRequest,
  mutate,
  newCustomer,
  newGuest,
  readCart,
  type KnownViewer,
  type SeenCart,
} from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { storesWithin } from '../freezing/repository.ts';
import { followOrders, type OrderNews } from '../freezing/use-cases/follow-orders.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const variant = () => knowVariant(carts.database);
const clone = (viewer: KnownViewer, cartId: string, idempotencyKey: string = uuidv7()) =>
  mutate(carts, viewer, 'cartClone', { cartId, idempotencyKey });
const quantities = (
  cart: { readonly lines: readonly { variant: { id: string }; quantity: number }[] } | null,
) => Object.fromEntries((cart?.lines ?? []).map((line) => [line.variant.id, line.quantity]));

/** A cart that was ordered: `variantIds` once each. */
async function ordered(viewer: KnownViewer, variantIds: readonly string[]) {
  const cart = await createCart(carts, viewer, Object.fromEntries(variantIds.map((id) => [id, 1])));
  const said = { note: 'Ring twice.', cartId: cart.id };
  await mutate(carts, viewer, 'cartDetailsUpdate', said);
  await complete(await freeze(cart, viewer, 2000 * variantIds.length + 490));
  return cart;
}

/** Freezes a cart for an order. @returns the order's id */
async function freeze(cart: Pick<SeenCart, 'id'>, viewer: KnownViewer, expectedTotalMinor: number) {
  const orderId = uuidv7();
  const request = freezeRequest(cart, viewer, { orderId, expectedTotalMinor });
  expect(await carts.freeze(request)).toMatchObject({ outcome: 'frozen' });
  return orderId;
}

const follow = (orderId: string, became: OrderNews['became']) =>
  carts.database.transaction((tx) =>
    followOrders(storesWithin(tx), [{ orderId, became }], carts.clock.now()),
  );
const complete = (orderId: string) => follow(orderId, 'CONFIRMED');

/** Whether a transaction of this database waits for another. */
const isWaiting = async (): Promise<boolean> => {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
  `.execute(carts.database.statements);
  return Number(rows[0]?.count) > 0;
};

describe('a copy of a cart', () => {
  it('puts what was ordered into a new cart, without what is not sold any more', async () => {
    const viewer = newGuest();
    const [sold, gone] = [await variant(), await variant()];
    const { id: cartId, lines } = await ordered(viewer, [sold, gone]);
    await carts.database.statements
      .updateTable('variants')
      .set({ forSale: false })
      .where('variantId', '=', gone)
      .execute();
    const copied = await clone(viewer, cartId);
    expect(copied).toMatchObject({
      __typename: 'CartSuccess',
      cart: { status: 'ACTIVE', currencyCode: 'EUR' },
    });
    expect(copied.cart.id).not.toBe(cartId);
    expect(quantities(copied.cart)).toEqual({ [sold]: 1 });
    const left = lines.find((line) => line.variant.id === gone);
    expect(copied.warnings).toMatchObject([{ code: 'LINE_LEFT_OUT', target: left?.id }]);
    const query = 'query ($id: ID) { cart(id: $id) { note expiresAt buyerIdentity { email } } }';
    const { data } = await carts.graphql(viewer, query, { id: copied.cart.id });
    expect(data).toEqual({
      cart: { note: null, expiresAt: expect.any(String) as string, buyerIdentity: { email: null } },
    });
    expect((await readCart(carts, viewer, cartId))?.status).toBe('COMPLETED');
  });

  it('goes into the cart in use, once for each key', async () => {
    const viewer = newCustomer();
    const [one, other] = [await variant(), await variant()];
    const { id: cartId } = await ordered(viewer, [one, other]);
    const inUse = await createCart(carts, viewer, { [one]: 4 });
    const key = uuidv7();
    for (const copied of [await clone(viewer, cartId, key), await clone(viewer, cartId, key)]) {
      expect(copied.cart.id).toBe(inUse.id);
      expect(quantities(copied.cart)).toEqual({ [one]: 5, [other]: 1 });
    }
    expect(await clone(viewer, inUse.id, key)).toMatchObject({ __typename: 'IdempotencyKeyReusedError' });
    expect(quantities((await clone(viewer, cartId)).cart)).toEqual({ [one]: 6, [other]: 2 });
  });

  it('is not made of a cart that is being ordered: it may come back', async () => {
    const viewer = newCustomer();
    const variantId = await variant();
    const cart = await createCart(carts, viewer, { [variantId]: 1 });
    const orderId = await freeze(cart, viewer, 2490);
    const refused = { __typename: 'CartNotActiveError', status: 'CHECKING_OUT' };
    expect(await clone(viewer, cart.id)).toMatchObject(refused);
    expect((await readCart(carts, viewer))?.id).toBe(cart.id);
    await follow(orderId, 'PLACED');
    carts.clock.advanceMinutes(16);
    expect(await clone(viewer, cart.id)).toMatchObject(refused);
    const next = await createCart(carts, viewer, { [variantId]: 2 });
    await follow(orderId, 'CANCELLED');
    expect((await clone(viewer, cart.id)).cart.id).toBe(next.id);
    expect(quantities(await readCart(carts, viewer))).toEqual({ [variantId]: 3 });
  });

  it('of one whose order was never placed is that cart, or the one in use with what was in it', async () => {
    const viewer = newCustomer();
    const [one, other] = [await variant(), await variant()];
    const cart = await createCart(carts, viewer, { [one]: 1 });
    await freeze(cart, viewer, 2490);
    carts.clock.advanceMinutes(16);
    const back = await clone(viewer, cart.id);
    expect(back).toMatchObject({ __typename: 'CartSuccess', cart: { id: cart.id, status: 'ACTIVE' } });
    expect(quantities(back.cart)).toEqual({ [one]: 1 });
    await freeze(cart, viewer, 2490);
    const next = await createCart(carts, viewer, { [other]: 1 });
    carts.clock.advanceMinutes(16);
    const merged = await clone(viewer, cart.id);
    expect(merged.cart.id).toBe(next.id);
    expect(quantities(merged.cart)).toEqual({ [one]: 1, [other]: 1 });
    expect(merged.warnings).toMatchObject([{ code: 'CARTS_MERGED', target: cart.id }]);
    expect((await readCart(carts, viewer))?.warnings).toEqual([]);
  });

  it('of several whose orders were never placed is of the one that was asked for', async () => {
    const viewer = newCustomer();
    const [one, other] = [await variant(), await variant()];
    const cart = await createCart(carts, viewer, { [one]: 1 });
    await freeze(cart, viewer, 2490);
    await freeze(await createCart(carts, viewer, { [other]: 1 }), viewer, 2490);
    carts.clock.advanceMinutes(16);
    const back = await clone(viewer, cart.id);
    expect(back.cart).toMatchObject({ id: cart.id, status: 'ACTIVE' });
    expect(quantities(back.cart)).toEqual({ [one]: 1 });
  });

  it('has what was in it once, though its order is cancelled meanwhile', async () => {
    const viewer = newCustomer();
    const variantId = await variant();
    const cart = await createCart(carts, viewer, { [variantId]: 1 });
    const orderId = await freeze(cart, viewer, 2490);
    const next = await createCart(carts, viewer, { [variantId]: 2 });
    let copied: ReturnType<typeof clone> | undefined;
    await carts.database.transaction(async (tx) => {
      await followOrders(storesWithin(tx), [{ orderId, became: 'CANCELLED' }], carts.clock.now());
      copied = clone(viewer, cart.id);
      await waitFor(() => isWaiting(), { describe: () => 'nobody waits for a lock' });
    });
    expect((await copied)?.cart.id).toBe(next.id);
    expect(quantities(await readCart(carts, viewer))).toEqual({ [variantId]: 3 });
  });

  it('of which nothing can be bought any more is none, and no cart begins', async () => {
    const viewer = newCustomer();
    const variantIds: [string, string] = [await variant(), await variant()];
    const { id: cartId } = await ordered(viewer, variantIds);
    await carts.database.statements
      .updateTable('variants')
      .set({ forSale: false })
      .where('variantId', 'in', variantIds)
      .execute();
    const refused = { __typename: 'VariantUnavailableError', variantId: variantIds[0] };
    expect(await clone(viewer, cartId)).toMatchObject(refused);
    expect(await readCart(carts, viewer)).toBeNull();
  });

  it('begins in the currency of what it is of', async () => {
    const viewer = newCustomer();
    const lines = [{ variantId: await variant(), quantity: 1 }];
    const input = { idempotencyKey: uuidv7(), currencyCode: 'USD', lines };
    const { cart } = await mutate(carts, viewer, 'cartCreate', input);
    const orderId = uuidv7();
    const frozen = { orderId, currency: 'USD', expectedTotalMinor: Number(cart.cost.subtotal.amount) * 100 };
    const quoted = await carts.freeze(freezeRequest(cart, viewer, frozen));
    const expectedTotalMinor = quoted.outcome === 'price-changed' ? quoted.actualTotalMinor : 0;
    await carts.freeze(freezeRequest(cart, viewer, { ...frozen, expectedTotalMinor }));
    await complete(orderId);
    expect((await clone(viewer, cart.id)).cart.currencyCode).toBe('USD');
  });

  it('of the cart in use is that cart', async () => {
    const viewer = newCustomer();
    const cart = await createCart(carts, viewer, { [await variant()]: 2 });
    const copied = await clone(viewer, cart.id);
    expect(copied.cart.id).toBe(cart.id);
    expect(quantities(copied.cart)).toEqual(quantities(cart));
  });

  it('is of one’s own carts, those that one had as a guest too', async () => {
    const guest = newGuest();
    const { id: cartId } = await ordered(guest, [await variant()]);
    for (const id of [cartId, 'nothing', uuidv7()])
      expect(await clone(newCustomer(), id)).toMatchObject({ __typename: 'CartNotFoundError' });
    const customer = newCustomer({ guestId: guest.id });
    expect((await clone(customer, cartId)).cart.totalQuantity).toBe(1);
  });
});

describe('what is said of a line while it is added', () => {
  const engraving = { namespace: 'gift', key: 'engraving', type: 'SINGLE_LINE_TEXT', value: 'K. S.' };
  const seen = async (viewer: KnownViewer, id: string) => {
    const query = 'query ($id: ID) { cart(id: $id) { lines { quantity metafields { key value } } } }';
    return (await carts.graphql<{ cart: object }>(viewer, query, { id })).data.cart;
  };

  it('is there with the line, from the start of a cart or later, and is copied with it', async () => {
    const viewer = newCustomer();
    const [one, other] = [await variant(), await variant()];
    const lines = [{ variantId: one, metafields: [engraving] }];
    const { cart } = await mutate(carts, viewer, 'cartCreate', { idempotencyKey: uuidv7(), lines });
    const later = { variantId: other, metafields: [{ ...engraving, value: 'M. T.' }] };
    const again = { variantId: one, metafields: [{ ...engraving, key: 'font', value: 'Serif' }] };
    const input = { cartId: cart.id, idempotencyKey: uuidv7(), lines: [later, again] };
    await mutate(carts, viewer, 'cartLinesAdd', input);
    expect((await mutate(carts, viewer, 'cartLinesAdd', input)).__typename).toBe('CartSuccess');
    const all = {
      lines: [
        {
          quantity: 2,
          metafields: [
            { key: 'engraving', value: 'K. S.' },
            { key: 'font', value: 'Serif' },
          ],
        },
        { quantity: 1, metafields: [{ key: 'engraving', value: 'M. T.' }] },
      ],
    };
    expect(await seen(viewer, cart.id)).toEqual(all);
    await complete(await freeze(cart, viewer, 6000));
    const copied = await clone(viewer, cart.id);
    expect(copied.cart.id).not.toBe(cart.id);
    expect(await seen(viewer, copied.cart.id)).toEqual(all);
  });

  it('has to be what is laid down of it, and no name that is for staff alone', async () => {
    const staff: KnownViewer = { id: uuidv7(), role: 'STAFF' };
    const define = async (rule: object) => {
      const laid = { ownerType: 'CART_LINE', namespace: 'laid', type: 'SINGLE_LINE_TEXT', name: 'A rule' };
      const mutation = `mutation ($input: CartMetafieldDefinitionSetInput!) {
        cartMetafieldDefinitionSet(input: $input) { __typename } }`;
      const { data } = await carts.graphql(staff, mutation, { input: { ...laid, ...rule } });
      const __typename = 'CartMetafieldDefinitionSetSuccess';
      expect(data).toEqual({ cartMetafieldDefinitionSet: { __typename } });
    };
    await define({ key: 'font', visibility: 'PUBLIC', choices: ['Serif'] });
    await define({ key: 'ticket', visibility: 'PRIVATE' });
    const customer = newCustomer();
    const said = ['font', 'ticket', 'kept'].map((key) => ({ ...engraving, namespace: 'copied', key }));
    const whole = [{ variantId: await variant(), metafields: said }];
    const source = await mutate(carts, customer, 'cartCreate', { idempotencyKey: uuidv7(), lines: whole });
    await complete(await freeze(source.cart, customer, 2490));
    await define({ namespace: 'copied', key: 'font', visibility: 'PUBLIC', choices: ['Serif'] });
    await define({ namespace: 'copied', key: 'ticket', visibility: 'PRIVATE' });
    const copied = await clone(customer, source.cart.id);
    expect(copied.warnings).toMatchObject([{ code: 'METAFIELDS_REMOVED', target: copied.cart.lines[0]?.id }]);
    expect(await seen(customer, copied.cart.id)).toEqual({
      lines: [{ quantity: 1, metafields: [{ key: 'kept', value: 'K. S.' }] }],
    });
    const [viewer, variantId] = [newCustomer(), await variant()];
    const start = (key: string, value: string) => {
      const lines = [{ variantId, metafields: [{ ...engraving, namespace: 'laid', key, value }] }];
      return mutate(carts, viewer, 'cartCreate', { idempotencyKey: uuidv7(), lines });
    };
    const at = ['lines', '0', 'metafields', '0'];
    expect((await start('font', 'Sans')).fields).toMatchObject([{ path: [...at, 'value'] }]);
    expect((await start('ticket', 'T-1')).fields).toMatchObject([{ path: [...at, 'key'] }]);
    const { cart } = await start('font', 'Serif');
    const line = { quantity: 1, metafields: [{ key: 'font', value: 'Serif' }] };
    expect(await seen(viewer, cart.id)).toEqual({ lines: [line] });
    const lines = [{ variantId, metafields: [{ ...engraving, namespace: 'laid', key: 'font' }] }];
    const more = { cartId: cart.id, idempotencyKey: uuidv7(), lines };
    expect((await mutate(carts, viewer, 'cartLinesAdd', more)).fields).toMatchObject([
      { path: [...at, 'value'] },
    ]);
    expect(await seen(viewer, cart.id)).toEqual({ lines: [line] });
  });

  it('is all there or nothing is added, and what is at fault is named', async () => {
    const viewer = newCustomer();
    const [one, other] = [await variant(), await variant()];
    const tooLong = { ...engraving, value: 'x'.repeat(501) };
    const lines = [
      { variantId: one, metafields: [engraving] },
      { variantId: other, metafields: [engraving, tooLong] },
    ];
    const fields = [{ path: ['lines', '1', 'metafields', '1', 'value'], code: 'TOO_LONG' }];
    const created = await mutate(carts, viewer, 'cartCreate', { idempotencyKey: uuidv7(), lines });
    expect(created).toMatchObject({ __typename: 'InvalidInputError', fields });
    expect(await readCart(carts, viewer)).toBeNull();
    const cart = await createCart(carts, viewer);
    const add = (wanted: readonly object[]) =>
      mutate(carts, viewer, 'cartLinesAdd', { cartId: cart.id, idempotencyKey: uuidv7(), lines: wanted });
    expect(await add(lines)).toMatchObject({ __typename: 'InvalidInputError', fields });
    const many = (from: number) =>
      Array.from({ length: 6 }, (_, index) => ({ ...engraving, key: `k${from + index}` }));
    const twice = [0, 6].map((from) => ({ variantId: one, metafields: many(from) }));
    const path = ['lines', '1', 'metafields'];
    expect(await add(twice)).toMatchObject({ __typename: 'TooManyMetafieldsError', path });
    expect((await readCart(carts, viewer))?.lines).toEqual([]);
  });
});
