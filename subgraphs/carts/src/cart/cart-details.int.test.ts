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
import { collect } from '../personal-data/use-cases.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const said = { note: 'Ring twice.', giftText: 'For Kim', reference: 'PO-4711' };
const filled = async (viewer: KnownViewer) =>
  createCart(carts, viewer, { [await knowVariant(carts.database)]: 2 });

async function read<Fields>(viewer: KnownViewer, id: string, fields: string): Promise<Fields | null> {
  const query = `query ($id: ID!) { cart(id: $id) { ${fields} } }`;
  return (await carts.graphql<{ cart: Fields | null }>(viewer, query, { id })).data.cart;
}

describe('what a buyer says of a cart', () => {
  const fields = 'note giftText reference';

  it('is kept through other changes, seen by staff, frozen with the cart, and in an export', async () => {
    const viewer = newGuest();
    const { id: cartId, lines } = await filled(viewer);
    const set = await mutate(carts, viewer, 'cartDetailsUpdate', { cartId, ...said });
    expect(set.__typename).toBe('CartSuccess');
    const lineId = lines[0]?.id;
    await mutate(carts, viewer, 'cartLinesUpdate', { cartId, lines: [{ lineId, quantity: 1 }] });
    const staff = newCustomer({ role: 'STAFF', permissions: ['CUSTOMERS_READ'] });
    for (const reader of [viewer, staff]) expect(await read(reader, cartId, fields)).toEqual(said);
    expect(await read(newCustomer(), cartId, fields)).toBeNull();
    const { cart } = await mutate(carts, viewer, 'cartLinesUpdate', {
      cartId,
      lines: [{ lineId, quantity: 2 }],
    });
    const frozen = await carts.freeze(freezeRequest(cart, viewer, { expectedTotalMinor: 4490 }));
    expect(frozen).toMatchObject({ outcome: 'frozen', cart: said });
    expect(await mutate(carts, viewer, 'cartDetailsUpdate', { cartId, note: null })).toMatchObject({
      __typename: 'CartNotActiveError',
    });
    expect(await collect(carts.database.statements, [viewer.id])).toMatchObject({ carts: [said] });
  });

  it('is changed field by field, and refused where it is too long or of another’s cart', async () => {
    const viewer = newCustomer();
    const { id: cartId } = await filled(viewer);
    await mutate(carts, viewer, 'cartDetailsUpdate', { cartId, ...said });
    await mutate(carts, viewer, 'cartDetailsUpdate', { cartId, note: null, giftText: '' });
    const left = { note: null, giftText: null, reference: 'PO-4711' };
    expect(await read(viewer, cartId, fields)).toEqual(left);
    const tooLong = { cartId, note: 'x'.repeat(1001), reference: null };
    expect(await mutate(carts, viewer, 'cartDetailsUpdate', tooLong)).toMatchObject({
      fields: [{ path: ['note'], code: 'TOO_LONG' }],
    });
    expect(await read(viewer, cartId, fields)).toEqual(left);
    expect(await mutate(carts, newCustomer(), 'cartDetailsUpdate', { cartId, note: 'Mine' })).toMatchObject({
      __typename: 'CartNotFoundError',
    });
  });

  it('goes into the customer’s cart when a guest signs in', async () => {
    const guest = newGuest();
    const customer = newCustomer();
    const own = await filled(customer);
    await mutate(carts, customer, 'cartDetailsUpdate', { cartId: own.id, reference: 'PO-1' });
    const { id: cartId } = await filled(guest);
    await mutate(carts, guest, 'cartDetailsUpdate', { cartId, ...said });
    const signedIn = { ...customer, guestId: guest.id };
    expect(await read(signedIn, cartId, fields)).toEqual({ ...said, reference: 'PO-1' });
    const { warnings = [] } = (await readCart(carts, signedIn)) ?? {};
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'DETAILS_REMOVED', target: own.id }));
  });
});

describe('a cart that is cleared', () => {
  it('has no lines any more, and keeps who buys and what was said', async () => {
    const viewer = newCustomer();
    const { id: cartId } = await filled(viewer);
    await mutate(carts, viewer, 'cartDetailsUpdate', { cartId, ...said });
    const buyerIdentity = { email: 'sam@example.com', countryCode: 'DE' };
    await mutate(carts, viewer, 'cartBuyerIdentityUpdate', { cartId, buyerIdentity });
    await mutate(carts, viewer, 'cartDeliveryOptionSelect', { cartId, code: 'standard' });
    const cleared = await mutate(carts, viewer, 'cartClear', { cartId });
    expect(cleared).toMatchObject({
      __typename: 'CartSuccess',
      warnings: [],
      cart: {
        id: cartId,
        lines: [],
        totalQuantity: 0,
        buyerIdentity,
        cost: { subtotal: { amount: '0.00' } },
      },
    });
    expect(cleared.cart.selectedDeliveryOption?.code).toBe('standard');
    expect(await read(viewer, cartId, 'note lines { id }')).toEqual({ note: said.note, lines: [] });
  });

  it('is one of the viewer’s own that can be changed', async () => {
    const viewer = newCustomer();
    const cart = await filled(viewer);
    const { id: cartId } = cart;
    expect(await mutate(carts, newCustomer(), 'cartClear', { cartId })).toMatchObject({
      __typename: 'CartNotFoundError',
    });
    await carts.freeze(freezeRequest(cart, viewer, { expectedTotalMinor: 4490 }));
    expect(await mutate(carts, viewer, 'cartClear', { cartId })).toMatchObject({
      __typename: 'CartNotActiveError',
    });
    expect((await readCart(carts, viewer, cartId))?.lines).toHaveLength(1);
  });
});

describe('when a cart is deleted', () => {
  const days = (cart: { updatedAt: string; expiresAt: string } | null) =>
    cart && (Date.parse(cart.expiresAt) - Date.parse(cart.updatedAt)) / 86_400_000;

  it('is shown of a guest’s, and not of a customer’s', async () => {
    const guest = newGuest();
    const { id } = await filled(guest);
    const times = 'updatedAt expiresAt';
    expect(days(await read(guest, id, times))).toBe(90);
    const customer = newCustomer();
    expect(await read(customer, (await filled(customer)).id, 'expiresAt')).toEqual({ expiresAt: null });
    const signedIn = newCustomer({ guestId: guest.id });
    expect(await read(signedIn, id, 'expiresAt')).toEqual({ expiresAt: null });
  });
});
