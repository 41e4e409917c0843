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
} from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';

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
  const request = freezeRequest(cart, viewer, { expectedTotalMinor: 2000 * variantIds.length + 490 });
  expect(await carts.freeze(request)).toMatchObject({ outcome: 'frozen' });
  await carts.database.statements
    .updateTable('carts')
    .set({ status: 'COMPLETED' })
    .where('id', '=', cart.id)
    .execute();
  return cart;
}

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
    const frozen = await carts.freeze(freezeRequest(cart, viewer, { expectedTotalMinor: 6000 }));
    expect(frozen.outcome).toBe('frozen');
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
    expect(await add(twice)).toMatchObject({ __typename: 'TooManyMetafieldsError' });
    expect((await readCart(carts, viewer))?.lines).toEqual([]);
  });
});
