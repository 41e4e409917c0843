import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { addressIn } from '../../test/sample-cart.ts';
import { variantChange } from '../../test/sample-variants.ts';
import type { CartStores } from './ports.ts';
import { isSecondActiveCart } from './repository/cart-store.ts';
import { newCart, type Cart, type CartLine } from './rules/cart.ts';

/** Carts under test, with the catalogue that they are filled from. */
export interface CartStoreUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (stores: CartStores) => Promise<R>) => Promise<R>;
}

const now = new Date('2026-01-02T10:00:00.000Z');
const later = new Date('2026-01-02T11:00:00.000Z');

/** A line of a variant that the catalogue has. */
async function lineIn({ transaction }: CartStoreUnderTest, quantity = 1): Promise<CartLine> {
  const variant = variantChange();
  const { variantId, version } = variant;
  const offers = await transaction(async ({ offers: store }) => {
    await store.saveVariants([variant]);
    await store.saveStock([{ variantId, version, available: 50 }]);
    return store.findOffers([variantId], 'EUR');
  });
  const offer = offers.get(variantId);
  if (offer === undefined) throw new Error('The catalogue does not know the variant');
  return {
    id: uuidv7(),
    variantId,
    quantity,
    quotedUnitMinor: 1900,
    metafields: [],
    privateMetafields: [],
    offer,
  };
}

/** Stores a cart of a new owner. */
async function store({ transaction }: CartStoreUnderTest, more: Partial<Cart> = {}): Promise<Cart> {
  const cart = { ...newCart({ id: uuidv7(), ownerId: uuidv7(), currency: 'EUR', now }), ...more };
  await transaction(({ carts }) => carts.insertCarts([cart]));
  return cart;
}

function frozenFor(cart: Cart, orderId: string, status: 'CHECKING_OUT' | 'COMPLETED'): Cart {
  const snapshot = {
    cartId: cart.id,
    currency: 'EUR',
    lines: [],
    subtotalMinor: 0,
    discountMinor: 0,
    shippingMinor: 490,
    taxMinor: 78,
    totalMinor: 490,
    shippingMethod: 'standard',
    email: 'sam@example.com',
    shippingAddress: addressIn('DE'),
    billingAddress: null,
  };
  return { ...cart, status, freeze: { orderId, frozenAt: now, confirmed: false, snapshot } };
}

const lock = async ({ transaction }: CartStoreUnderTest, { id: cartId, ownerId }: Cart) => {
  const [cart] = await transaction(({ carts }) => carts.lockCarts([{ cartId, ownerId }]));
  return cart;
};

/** What every store of carts does. */
export function cartStoreSuite(open: () => Promise<CartStoreUnderTest>): void {
  it('gives a cart as it was stored, its lines oldest first', async () => {
    await using test = await open();
    const lines = [await lineIn(test, 2), await lineIn(test)];
    const cart = await store(test, {
      lines: lines.toReversed(),
      buyer: {
        email: 'sam@example.com',
        countryCode: 'DE',
        postalCode: '10115',
        shippingAddress: addressIn('DE'),
        billingAddress: addressIn('AT'),
      },
      deliveryOption: 'standard',
      details: { note: 'Ring twice.', giftText: 'For Kim', reference: 'PO-4711' },
      pendingWarnings: [{ code: 'LINE_REMOVED', message: 'It was removed.', target: uuidv7() }],
      updatedAt: later,
    });
    expect(await lock(test, cart)).toEqual({ ...cart, lines });
  });

  it('gives each line with today’s offer in the cart’s currency', async () => {
    await using test = await open();
    const line = await lineIn(test);
    const { variantId } = line;
    const cart = await store(test, { lines: [line] });
    await test.transaction(async ({ carts, offers }) => {
      await offers.saveVariants([variantChange({ variantId, version: 2, priceMinor: 2100 })]);
      await offers.saveStock([{ variantId, version: 2, available: 3 }]);
      await carts.saveCarts([{ ...cart, currency: 'USD' }]);
    });
    const [seen] = (await lock(test, cart))?.lines ?? [];
    expect(seen).toMatchObject({ quotedUnitMinor: 1900, offer: { unitPriceMinor: 2300, available: 3 } });
  });

  it('stores new quantities, takes in new lines, and drops lines that are gone', async () => {
    await using test = await open();
    const [kept, dropped, added] = [await lineIn(test), await lineIn(test), await lineIn(test)];
    const cart = await store(test, { lines: [kept, dropped] });
    const lines = [{ ...kept, quantity: 9, quotedUnitMinor: 2000 }, added];
    await test.transaction(({ carts }) => carts.saveCarts([{ ...cart, lines }]));
    expect((await lock(test, cart))?.lines).toEqual(lines);
    await test.transaction(({ carts }) => carts.saveCarts([{ ...cart, lines: [] }]));
    expect((await lock(test, cart))?.lines).toEqual([]);
  });

  it('stores nothing of a transaction that fails', async () => {
    await using test = await open();
    const cart = await store(test);
    const failing = test.transaction(async ({ carts }) => {
      await carts.saveCarts([{ ...cart, deliveryOption: 'express' }]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await lock(test, cart))?.deliveryOption).toBeNull();
  });

  it('finds no cart of another owner, and none by an unknown id', async () => {
    await using test = await open();
    const cart = await store(test);
    expect(await lock(test, { ...cart, ownerId: uuidv7() })).toBeUndefined();
    expect(await lock(test, { ...cart, id: uuidv7() })).toBeUndefined();
  });

  it('lets one transaction after the other change a cart that they lock', async () => {
    await using test = await open();
    const cart = await store(test, { lines: [await lineIn(test)] });
    const addOne = () =>
      test.transaction(async ({ carts }) => {
        const [locked] = await carts.lockCarts([{ cartId: cart.id, ownerId: cart.ownerId }]);
        if (locked === undefined) throw new Error('The cart is gone');
        const lines = locked.lines.map((line) => ({ ...line, quantity: line.quantity + 1 }));
        await carts.saveCarts([{ ...locked, lines }]);
      });
    await Promise.all(Array.from({ length: 8 }, addOne));
    expect((await lock(test, cart))?.lines).toMatchObject([{ quantity: 9 }]);
  });

  it('refuses a second ACTIVE cart of one owner, also one that is started at once', async () => {
    await using test = await open();
    const ownerId = uuidv7();
    const start = () =>
      test.transaction(({ carts }) =>
        carts.insertCarts([newCart({ id: uuidv7(), ownerId, currency: 'EUR', now })]),
      );
    const started = await Promise.allSettled([start(), start(), start()]);
    const refusals = started.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refusals.map(isSecondActiveCart)).toEqual([true, true]);
    const inUse = await test.transaction(({ carts }) => carts.lockCartsInUse([ownerId]));
    expect(inUse).toHaveLength(1);
  });

  it('allows another ACTIVE cart beside one that is frozen', async () => {
    await using test = await open();
    const cart = await store(test);
    await test.transaction(({ carts }) => carts.saveCarts([frozenFor(cart, uuidv7(), 'CHECKING_OUT')]));
    await store(test, { ownerId: cart.ownerId });
    const back = test.transaction(({ carts }) => carts.saveCarts([cart]));
    await expect(back).rejects.toSatisfy(isSecondActiveCart);
  });

  it('finds the carts of several owners that are not COMPLETED, the latest changed first', async () => {
    await using test = await open();
    const [active, checkingOut, completed] = [await store(test), await store(test), await store(test)];
    await test.transaction(async ({ carts }) => {
      await carts.saveCarts([{ ...frozenFor(checkingOut, uuidv7(), 'CHECKING_OUT'), updatedAt: later }]);
      await carts.saveCarts([frozenFor(completed, uuidv7(), 'COMPLETED')]);
    });
    const owners = [active, checkingOut, completed].map(({ ownerId }) => ownerId);
    const found = await test.transaction(({ carts }) => carts.lockCartsInUse(owners));
    expect(found.map(({ id }) => id)).toEqual([checkingOut.id, active.id]);
  });

  it('finds the cart that is being checked out for an order, with its freeze, until it is completed', async () => {
    await using test = await open();
    const [cart, orderId] = [await store(test), uuidv7()];
    const find = (id: string) => test.transaction(({ carts }) => carts.lockCheckingOut([id]));
    const frozen = frozenFor(cart, orderId, 'CHECKING_OUT');
    await test.transaction(({ carts }) => carts.saveCarts([frozen]));
    expect(await find(orderId)).toEqual([frozen]);
    expect(await find(uuidv7())).toEqual([]);
    await test.transaction(({ carts }) => carts.saveCarts([{ ...frozen, status: 'COMPLETED' }]));
    expect(await find(orderId)).toEqual([]);
  });

  it('locks carts of several owners, each as its owner asked for it, whatever their order', async () => {
    await using test = await open();
    const [one, other, strangers] = [await store(test), await store(test), await store(test)];
    const ask = (carts: readonly Cart[], ownerId?: string) =>
      carts.map((cart) => ({ cartId: cart.id, ownerId: ownerId ?? cart.ownerId }));
    const asked = [...ask([other]), ...ask([strangers], one.ownerId), ...ask([one])];
    const found = await test.transaction(({ carts }) => carts.lockCarts(asked));
    expect(found.map((cart) => cart?.id)).toEqual([other.id, undefined, one.id]);
  });

  it('stores several carts, each with lines of its own', async () => {
    await using test = await open();
    const [one, other, untouched] = [await store(test), await store(test), await store(test)];
    const filled = [
      { ...one, lines: [await lineIn(test, 3)], deliveryOption: 'express' },
      {
        ...other,
        lines: [await lineIn(test), await lineIn(test)],
        buyer: { ...other.buyer, email: 'b@example.com' },
      },
    ];
    await test.transaction(({ carts }) => carts.saveCarts(filled));
    expect([await lock(test, one), await lock(test, other), await lock(test, untouched)]).toEqual([
      ...filled,
      untouched,
    ]);
  });

  it('confirms and completes the carts of several orders, and no others', async () => {
    await using test = await open();
    const [kept, done, other] = [await store(test), await store(test), await store(test)];
    const [keptFor, doneFor, otherFor] = [uuidv7(), uuidv7(), uuidv7()];
    const orders = [[kept, keptFor] as const, [done, doneFor] as const, [other, otherFor] as const];
    const frozen = orders.map(([cart, orderId]) => frozenFor(cart, orderId, 'CHECKING_OUT'));
    await test.transaction(({ carts }) => carts.saveCarts(frozen));
    await test.transaction(async ({ carts }) => {
      await carts.confirmFreezes([keptFor, uuidv7()]);
      await carts.completeCarts([doneFor, uuidv7()], later);
    });
    const found = await Promise.all([kept, done, other].map((cart) => lock(test, cart)));
    expect(found.map((cart) => [cart?.status, cart?.freeze?.confirmed])).toEqual([
      ['CHECKING_OUT', true],
      ['COMPLETED', true],
      ['CHECKING_OUT', false],
    ]);
    expect(found[1]?.updatedAt).toEqual(later);
    await test.transaction(({ carts }) => carts.completeCarts([doneFor], now));
    expect((await lock(test, done))?.updatedAt).toEqual(later);
  });

  it('gives all carts of one owner to another', async () => {
    await using test = await open();
    const [cart, customerId] = [await store(test), uuidv7()];
    await test.transaction(({ carts }) => carts.giveCarts(cart.ownerId, customerId));
    expect(await lock(test, { ...cart, ownerId: customerId })).toMatchObject({ ownerId: customerId });
    const owns = (ownerId: string) => test.transaction(({ carts }) => carts.ownsCarts(ownerId));
    expect([await owns(cart.ownerId), await owns(customerId)]).toEqual([false, true]);
  });

  it('gives the COMPLETED cart of an order, and no other, to whose the order turned out to be', async () => {
    await using test = await open();
    const carts = [await store(test), await store(test)] as const;
    const [doneFor, underWay, customerId] = [uuidv7(), uuidv7(), uuidv7()];
    const [done, busy] = [
      frozenFor(carts[0], doneFor, 'COMPLETED'),
      frozenFor(carts[1], underWay, 'CHECKING_OUT'),
    ];
    await test.transaction((stores) => stores.carts.saveCarts([done, busy]));
    const give = (orderId: string, formerId: string) =>
      test.transaction((stores) => stores.carts.giveOrdered({ orderId, formerId, customerId }));
    await give(doneFor, uuidv7());
    expect(await lock(test, done)).toMatchObject({ ownerId: done.ownerId });
    await give(doneFor, done.ownerId);
    await give(underWay, busy.ownerId);
    expect(await lock(test, done)).toBeUndefined();
    const ownerId = customerId;
    expect(await lock(test, { ...done, ownerId })).toMatchObject({ ownerId, isGuests: false });
    expect(await lock(test, busy)).toMatchObject({ status: 'CHECKING_OUT' });
  });

  it('finds the cart into which another one went, over several steps', async () => {
    await using test = await open();
    const [first, second, last] = [await store(test), await store(test), await store(test)];
    const merge = (from: Cart, into: Cart) =>
      test.transaction(({ carts }) => carts.replaceCart({ cartId: from.id, intoCartId: into.id, now }));
    await merge(first, second);
    await merge(second, last);
    const byFirst = await lock(test, { ...last, id: first.id });
    const bySecond = await lock(test, { ...last, id: second.id });
    expect([byFirst?.id, bySecond?.id]).toEqual([last.id, last.id]);
    const inUse = await test.transaction(({ carts }) =>
      carts.lockCartsInUse([first.ownerId, second.ownerId]),
    );
    expect(inUse).toEqual([]);
  });
}
