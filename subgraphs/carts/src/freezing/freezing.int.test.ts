import { cartFreezePath, cartFreezeResponseSchema, type FrozenCart } from '@cartwright/events';
import { postSigned } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
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
import { addressIn } from '../../test/sample-cart.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

/** A customer with two stools at 20.00 in the cart: 44.90 with standard delivery. */
async function startCheckout(): Promise<{ customer: KnownViewer; variantId: string; cart: SeenCart }> {
  const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
  return { customer, variantId, cart: await createCart(carts, customer, { [variantId]: 2 }) };
}
const total = { expectedTotalMinor: 4490 };

describe('a freeze', () => {
  it('prices the cart and locks it for the order', async () => {
    const { customer, variantId, cart } = await startCheckout();
    const answer = cartFreezeResponseSchema.parse(await carts.freeze(freezeRequest(cart, customer, total)));
    expect(answer).toMatchObject({
      outcome: 'frozen',
      cart: {
        cartId: cart.id,
        lines: [{ variantId, sku: 'STOOL-OAK', quantity: 2, unitPriceMinor: 2000, totalMinor: 4000 }],
        subtotalMinor: 4000,
        discountMinor: 0,
        shippingMinor: 490,
        taxMinor: 717,
        totalMinor: 4490,
        shippingMethod: 'standard',
      },
    });
    expect(await readCart(carts, customer)).toMatchObject({
      id: cart.id,
      status: 'CHECKING_OUT',
      cost: { total: { gross: { amount: '44.90' } } },
      selectedDeliveryOption: { code: 'standard' },
    });
  });

  it('gives the same answer to the same order, whatever changed since', async () => {
    const { customer, variantId, cart } = await startCheckout();
    const request = freezeRequest(cart, customer, total);
    const first = await carts.freeze(request);
    await knowVariant(carts.database, { variantId, version: 2, priceMinor: 9900, available: 0 });
    expect(await carts.freeze(request)).toEqual(first);
    expect((await readCart(carts, customer))?.cost.total.gross.amount).toBe('44.90');
  });

  it('keeps the amounts of the order, whatever the cart would cost today', async () => {
    const { customer, cart } = await startCheckout();
    await carts.freeze(freezeRequest(cart, customer, total));
    const amounts = { subtotalMinor: 3900, shippingMinor: 290, taxMinor: 550, totalMinor: 4190 };
    await carts.database.statements
      .updateTable('carts')
      .set((eb) => ({
        frozenSnapshot: sql<FrozenCart>`${eb.ref('frozenSnapshot')} || ${JSON.stringify(amounts)}::jsonb`,
      }))
      .where('id', '=', cart.id)
      .execute();
    expect((await readCart(carts, customer))?.cost).toEqual({
      subtotal: { amount: '39.00' },
      shipping: { amount: '2.90' },
      tax: { amount: '5.50' },
      total: { gross: { amount: '41.90' }, net: { amount: '36.40' } },
    });
  });

  it('locks the cart for one of several orders that ask at once', async () => {
    const { customer, cart } = await startCheckout();
    const ask = () => carts.freeze(freezeRequest(cart, customer, total));
    const outcomes = (await Promise.all([ask(), ask(), ask(), ask()])).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual([
      'cart-unavailable',
      'cart-unavailable',
      'cart-unavailable',
      'frozen',
    ]);
  });

  it('waits for a cart that somebody else has locked, and holds up no other', async () => {
    const [one, other, another] = await Promise.all([startCheckout(), startCheckout(), startCheckout()]);
    const freeze = ({ cart, customer }: typeof one) => carts.freeze(freezeRequest(cart, customer, total));
    const locked = await carts.database.transaction(async (tx) => {
      await tx.selectFrom('carts').select('id').where('id', '=', one.cart.id).forUpdate().execute();
      const [first, ...others] = [other, one, another].map(freeze);
      expect(await Promise.all([first, others[1]])).toMatchObject([
        { outcome: 'frozen' },
        { outcome: 'frozen' },
      ]);
      return { answer: others[0] };
    });
    expect(await locked.answer).toMatchObject({ outcome: 'frozen' });
  });

  it('keeps the cart from being changed', async () => {
    const { customer, variantId, cart } = await startCheckout();
    await carts.freeze(freezeRequest(cart, customer, total));
    const lines = { cartId: cart.id, idempotencyKey: uuidv7(), lines: [{ variantId }] };
    const refused = await mutate(carts, customer, 'cartLinesAdd', lines);
    expect(refused).toMatchObject({
      __typename: 'CartNotActiveError',
      message: 'This cart is being ordered and cannot be changed at the moment.',
    });
  });

  it('says the total when it is not the one that the buyer saw', async () => {
    const { customer, variantId, cart } = await startCheckout();
    await knowVariant(carts.database, { variantId, version: 2, priceMinor: 2500 });
    expect(await carts.freeze(freezeRequest(cart, customer, total))).toEqual({
      outcome: 'price-changed',
      actualTotalMinor: 5000,
      currency: 'EUR',
    });
    expect((await readCart(carts, customer))?.status).toBe('ACTIVE');
  });

  it('names the variants of which there are not enough', async () => {
    const { customer, variantId, cart } = await startCheckout();
    await knowVariant(carts.database, { variantId, version: 2, available: 1 });
    expect(await carts.freeze(freezeRequest(cart, customer, total))).toEqual({
      outcome: 'out-of-stock',
      variantIds: [variantId],
    });
  });

  it('is for the buyer that the cart knows, whose address nobody else sees', async () => {
    const { customer, cart } = await startCheckout();
    const buyerIdentity = { email: 'kim@example.com', shippingAddress: addressIn('DE') };
    const changed = await mutate(carts, customer, 'cartBuyerIdentityUpdate', {
      cartId: cart.id,
      buyerIdentity,
    });
    expect(changed.cart.buyerIdentity).toEqual({ email: 'kim@example.com', countryCode: 'DE' });
    const query = 'query ($id: ID!) { cart(id: $id) { buyerIdentity { shippingAddress { line1 } } } }';
    const seenBy = async (viewer: KnownViewer) => (await carts.graphql(viewer, query, { id: cart.id })).data;
    const shippingAddress = { line1: '1 Example Street' };
    expect(await seenBy(customer)).toEqual({ cart: { buyerIdentity: { shippingAddress } } });
    expect(await seenBy(newGuest())).toEqual({ cart: null });
    await mutate(carts, customer, 'cartDeliveryOptionSelect', { cartId: cart.id, code: 'standard' });
    const bare = { email: null, shippingAddress: null, shippingMethod: null };
    expect(await carts.freeze(freezeRequest(cart, customer, { ...total, ...bare }))).toMatchObject({
      outcome: 'frozen',
      cart: { email: 'kim@example.com', shippingAddress, shippingMethod: 'standard' },
    });
  });

  it('refuses delivery options that are not offered', async () => {
    const { customer, cart } = await startCheckout();
    const unknown = freezeRequest(cart, customer, { ...total, shippingMethod: 'pigeon' });
    expect(await carts.freeze(unknown)).toMatchObject({ outcome: 'shipping-method-unavailable' });
    const tooFar = freezeRequest(cart, customer, { ...total, shippingAddress: addressIn('AQ') });
    expect(await carts.freeze(tooFar)).toMatchObject({ outcome: 'shipping-method-unavailable' });
  });

  it('finds neither an empty cart, nor none, nor that of another', async () => {
    const { customer, cart } = await startCheckout();
    const stranger = newCustomer();
    const notFound = { outcome: 'cart-unavailable', reason: 'not-found' };
    expect(await carts.freeze(freezeRequest(cart, stranger, total))).toEqual(notFound);
    expect(await carts.freeze(freezeRequest({ id: uuidv7() }, customer, total))).toEqual(notFound);
    const empty = await createCart(carts, stranger);
    expect(await carts.freeze(freezeRequest(empty, stranger, total))).toEqual({
      outcome: 'cart-unavailable',
      reason: 'empty',
    });
  });

  it('needs the signature of orders and a request that is one', async () => {
    const unsigned = await fetch(new URL(cartFreezePath, carts.url), { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
    expect((await carts.signedPost(cartFreezePath, { cartId: 'none' })).status).toBe(401);
    const asked = { query: '{ __typename }' };
    const byOrders = await postSigned(new URL('/graphql', carts.url), asked, {
      sign: carts.signerOf('orders'),
    });
    expect(byOrders.status).toBe(401);
    const answer: unknown = await carts.freeze({ cartId: 'none' });
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('a freeze whose order is not placed', () => {
  it('expires after 15 minutes: the cart can be changed and ordered', async () => {
    const { customer, variantId, cart } = await startCheckout();
    await carts.freeze(freezeRequest(cart, customer, total));
    carts.clock.advanceMinutes(14);
    expect(await carts.freeze(freezeRequest(cart, customer, total))).toMatchObject({ reason: 'in-checkout' });
    carts.clock.advanceMinutes(2);
    expect((await readCart(carts, customer, cart.id))?.status).toBe('ACTIVE');
    const input = { cartId: cart.id, idempotencyKey: uuidv7(), lines: [{ variantId }] };
    expect((await mutate(carts, customer, 'cartLinesAdd', input)).cart.totalQuantity).toBe(3);
  });

  it('gives way to another order after 15 minutes', async () => {
    const { customer, cart } = await startCheckout();
    await carts.freeze(freezeRequest(cart, customer, total));
    carts.clock.advanceMinutes(16);
    expect((await carts.freeze(freezeRequest(cart, customer, total))).outcome).toBe('frozen');
  });

  it('is given back by cartCreate after 15 minutes', async () => {
    const { customer, cart } = await startCheckout();
    await carts.freeze(freezeRequest(cart, customer, total));
    carts.clock.advanceMinutes(16);
    expect(await createCart(carts, customer)).toMatchObject({
      id: cart.id,
      status: 'ACTIVE',
      totalQuantity: 2,
    });
  });
});

describe("a guest's cart", () => {
  it('is there as soon as the guest is a customer, without any event', async () => {
    const [guest, variantId] = [newGuest(), await knowVariant(carts.database)];
    const cart = await createCart(carts, guest, { [variantId]: 2 });
    const customer = newCustomer({ guestId: guest.id });
    expect(await readCart(carts, customer)).toMatchObject({ id: cart.id, totalQuantity: 2 });
    expect(await readCart(carts, guest, cart.id)).toBeNull();
  });

  it("goes into the customer's own, and its id finds that one", async () => {
    const [guest, id] = [newGuest(), uuidv7()];
    const [common, only] = [await knowVariant(carts.database), await knowVariant(carts.database)];
    const own = await createCart(carts, newCustomer({ id }), { [common]: 60 });
    const guests = await createCart(carts, guest, { [common]: 50, [only]: 1 });
    const merged = await readCart(carts, newCustomer({ id, guestId: guest.id }), guests.id);
    expect(merged?.id).toBe(own.id);
    expect(merged?.lines.map(({ quantity, variant }) => [variant.id, quantity])).toEqual([
      [common, 99],
      [only, 1],
    ]);
    const input = { cartId: guests.id, idempotencyKey: uuidv7(), lines: [{ variantId: only }] };
    const added = await mutate(carts, newCustomer({ id }), 'cartLinesAdd', input);
    expect(added.cart).toMatchObject({ id: own.id, totalQuantity: 101 });
  });

  it('goes into the customer’s as far as that takes it, and what it does is told by that and by its next change', async () => {
    const [guest, id] = [newGuest(), uuidv7()];
    const variants = (count: number) =>
      Promise.all(Array.from({ length: count }, () => knowVariant(carts.database)));
    const [owns, common, ...others] = await variants(302);
    const quantities = (variantIds: string[]) => Object.fromEntries(variantIds.map((one) => [one, 1]));
    const own = [owns, ...others.slice(0, 148)] as string[];
    await createCart(carts, newCustomer({ id }), { ...quantities(own), [common as string]: 60 });
    await createCart(carts, guest, { ...quantities(others.slice(148, 297)), [common as string]: 60 });
    const customer = newCustomer({ id, guestId: guest.id });
    const merged = await readCart(carts, customer);
    expect(merged?.lines).toHaveLength(200);
    const codes = { CARTS_MERGED: 1, QUANTITY_CLAMPED: 1, LINE_REMOVED: 99 };
    expect(countCodes(merged?.warnings)).toEqual(codes);
    const more = { cartId: merged?.id, lines: [{ variantId: owns }] };
    const add = () => mutate(carts, customer, 'cartLinesAdd', { ...more, idempotencyKey: uuidv7() });
    const added = await add();
    expect([added.cart.lines.length, countCodes(added.warnings)]).toEqual([200, codes]);
    expect(added.cart.warnings).toEqual([]);
    expect((await add()).warnings).toEqual([]);
  });

  it('is adopted once when the customer asks several times at once', async () => {
    const [guest, id, variantId] = [newGuest(), uuidv7(), await knowVariant(carts.database)];
    await createCart(carts, newCustomer({ id }), { [variantId]: 1 });
    await createCart(carts, guest, { [variantId]: 2 });
    const ask = () => readCart(carts, newCustomer({ id, guestId: guest.id }));
    const seen = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(seen.map((cart) => cart?.totalQuantity)).toEqual([3, 3, 3, 3]);
  });

  it('goes into a cart of another currency at the prices there', async () => {
    const [guest, id, variantId] = [newGuest(), uuidv7(), await knowVariant(carts.database)];
    await mutate(carts, newCustomer({ id }), 'cartCreate', { idempotencyKey: uuidv7(), currencyCode: 'USD' });
    await createCart(carts, guest, { [variantId]: 1 });
    const merged = await readCart(carts, newCustomer({ id, guestId: guest.id }));
    expect(merged?.lines.map(({ unitPrice }) => unitPrice.amount)).toEqual(['22.00']);
  });

  it('can be ordered by the customer at once', async () => {
    const [guest, variantId] = [newGuest(), await knowVariant(carts.database)];
    const cart = await createCart(carts, guest, { [variantId]: 2 });
    const request = freezeRequest(cart, newCustomer(), { ...total, guestId: guest.id });
    expect((await carts.freeze(request)).outcome).toBe('frozen');
  });
});

function countCodes(warnings: readonly { readonly code: string }[] = []): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of warnings) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
