import { testCartLinks } from '@cartwright/testing';
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
  type SeenResult,
} from '../../test/operations.ts';
import { knowVariant, variantChange } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { offersWithin } from '../offers/door.ts';
import { erase } from '../personal-data/use-cases.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const dayMs = 86_400_000;
const tokenOf = (cartId: string, inDays = 30): string =>
  testCartLinks.tokenFor({ cartId, expiresAt: new Date(Date.now() + inDays * dayMs) });

const restore = (viewer: KnownViewer, token: string): Promise<SeenResult> =>
  mutate(carts, viewer, 'cartRestore', { token });

const linesOf = ({ cart }: Pick<SeenResult, 'cart'>) =>
  cart.lines.map(({ quantity, variant }) => [variant.id, quantity]);

/** A customer's cart with two pieces of a variant, and with all that says who they are. */
async function left() {
  const [owner, variantId] = [newCustomer(), await knowVariant(carts.database)];
  const cart = await createCart(carts, owner, { [variantId]: 2 });
  const [cartId, lineId] = [cart.id, cart.lines[0]?.id ?? ''];
  await mutate(carts, owner, 'cartBuyerIdentityUpdate', {
    cartId,
    buyerIdentity: { email: 'sam@example.com', countryCode: 'DE' },
  });
  const said = { namespace: 'gift', key: 'message', type: 'SINGLE_LINE_TEXT', value: 'For Kim' };
  await mutate(carts, owner, 'cartMetafieldsSet', { cartId, lineId, metafields: [said] });
  await mutate(carts, owner, 'cartDetailsUpdate', { cartId, note: 'Ring at Miller’s' });
  return { owner, variantId, cart, token: tokenOf(cartId) };
}

describe('the link of a cart that was left', () => {
  it('brings what is in it to a guest on another device, and nothing of whose it is', async () => {
    const { cart, variantId, token } = await left();
    const guest = newGuest();
    const restored = await restore(guest, token);
    expect(restored).toMatchObject({ __typename: 'CartSuccess', warnings: [] });
    expect(linesOf(restored)).toEqual([[variantId, 2]]);
    expect(restored.cart.id).not.toBe(cart.id);
    expect(restored.cart.buyerIdentity).toEqual({ email: null, countryCode: null });
    const { data } = await carts.graphql(guest, `{ cart { note lines { metafields { key } } } }`);
    expect(data).toEqual({ cart: { note: null, lines: [{ metafields: [] }] } });
    expect(await readCart(carts, guest, cart.id)).toBeNull();
  });

  it('does no more when it is followed again, and adds to what is there no more than is missing', async () => {
    const { variantId, token } = await left();
    const [guest, other] = [newGuest(), await knowVariant(carts.database)];
    await createCart(carts, guest, { [other]: 3, [variantId]: 1 });
    await restore(guest, token);
    expect(linesOf(await restore(guest, token))).toEqual([
      [other, 3],
      [variantId, 2],
    ]);
  });

  it('doubles nothing once the guest turns out to be the cart’s own buyer', async () => {
    const { owner, cart, variantId, token } = await left();
    const guest = newGuest();
    await restore(guest, token);
    const signedIn = { ...owner, guestId: guest.id };
    const own = await readCart(carts, signedIn);
    expect([own?.id, own?.lines.map(({ quantity, variant }) => [variant.id, quantity])]).toEqual([
      cart.id,
      [[variantId, 2]],
    ]);
  });

  it('gives its own buyer the cart as it is, and tells what costs something else by now', async () => {
    const { owner, cart, variantId, token } = await left();
    const dearer = variantChange({ variantId, version: 2, priceMinor: 2500 });
    await carts.database.transaction((tx) => offersWithin(tx).saveVariants([dearer]));
    for (const viewer of [newGuest(), owner]) {
      const { cart: restored, warnings } = await restore(viewer, token);
      expect(warnings.map(({ code }) => code)).toEqual(['PRICE_CHANGED']);
      expect(restored.lines.map(({ unitPrice }) => unitPrice.amount)).toEqual(['25.00']);
    }
    expect(await readCart(carts, owner)).toMatchObject({ id: cart.id, totalQuantity: 2 });
  });

  it('says that nothing of it can be bought any more', async () => {
    const { variantId, token } = await left();
    const gone = variantChange({ variantId, version: 2, forSale: false });
    await carts.database.transaction((tx) => offersWithin(tx).saveVariants([gone]));
    expect(await restore(newGuest(), token)).toMatchObject({ __typename: 'VariantUnavailableError' });
  });

  it('says by type that the cart was ordered', async () => {
    const { owner, cart, token } = await left();
    const seen = await readCart(carts, owner);
    const request = freezeRequest(cart, owner, { expectedTotalMinor: 4490 });
    const frozen = await carts.freeze(request);
    expect([frozen.outcome, seen?.cost.total.gross.amount]).toEqual(['frozen', '40.00']);
    for (const viewer of [newGuest(), owner])
      expect(await restore(viewer, token)).toMatchObject({
        __typename: 'CartNotActiveError',
        message: 'This cart is being ordered and cannot be changed at the moment.',
      });
    await carts.database.statements
      .updateTable('carts')
      .set({ status: 'COMPLETED', freezeConfirmed: true })
      .where('id', '=', cart.id)
      .execute();
    expect(await restore(newGuest(), token)).toMatchObject({
      __typename: 'CartNotActiveError',
      message: 'This cart was ordered and cannot be changed.',
    });
  });

  it('leads nowhere once it is too old, forged, or its buyer is erased', async () => {
    const { owner, cart, token } = await left();
    const typeOf = async (given: string) => (await restore(newGuest(), given)).__typename;
    expect(await typeOf(tokenOf(cart.id, -1))).toBe('CartLinkExpiredError');
    expect(await typeOf(`${token.slice(0, -4)}AAAA`)).toBe('CartLinkInvalidError');
    expect(await typeOf(tokenOf(uuidv7()))).toBe('CartLinkInvalidError');
    await carts.database.transaction((tx) => erase(tx, [owner.id], new Date()));
    expect(await typeOf(token)).toBe('CartLinkInvalidError');
  });
});
