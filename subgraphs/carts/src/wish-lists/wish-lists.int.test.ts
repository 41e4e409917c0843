import type { Transaction } from '@cartwright/database';
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
} from '../../test/operations.ts';
import type { Tables } from '../generated/tables.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { wish, wishListFields, type SeenWishList } from '../../test/wish-operations.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const variantsOf = ({ items }: SeenWishList) =>
  items.nodes.map(({ variant, quantity }) => [variant.id, quantity]);

async function startList(viewer: KnownViewer, name = 'Birthday'): Promise<SeenWishList> {
  return (await wish(carts, viewer, 'wishListCreate', { idempotencyKey: uuidv7(), name })).wishList;
}

/** A customer's list of these variants, two pieces of each. */
async function listOf(viewer: KnownViewer, ...variantIds: readonly string[]): Promise<SeenWishList> {
  const { id: wishListId } = await startList(viewer);
  const items = variantIds.map((variantId) => ({ variantId, quantity: 2 }));
  return (await wish(carts, viewer, 'wishListItemsAdd', { wishListId, items })).wishList;
}

async function listsOf(viewer: KnownViewer | null): Promise<SeenWishList[] | null> {
  const query = `{ wishLists { ${wishListFields} } }`;
  return (await carts.graphql<{ wishLists: SeenWishList[] | null }>(viewer, query)).data.wishLists;
}

async function readList(viewer: KnownViewer | null, id: string): Promise<SeenWishList | null> {
  const query = `query ($id: ID!) { wishList(id: $id) { ${wishListFields} } }`;
  return (await carts.graphql<{ wishList: SeenWishList | null }>(viewer, query, { id })).data.wishList;
}

async function readShared(token: string | null): Promise<unknown> {
  const query = `query ($token: String!) { sharedWishList(token: $token) {
    name items { nodes { quantity title variant { id } } } } }`;
  const { data } = await carts.graphql<{ sharedWishList: unknown }>(null, query, { token: token ?? '' });
  return data.sharedWishList;
}

const moveAll = (viewer: KnownViewer, { id: wishListId, items }: SeenWishList) =>
  wish(carts, viewer, 'wishListItemsMoveToCart', { wishListId, itemIds: items.nodes.map(({ id }) => id) });

describe('wish lists', () => {
  it('are named by customers, as many as they like, and are theirs alone', async () => {
    const customer = newCustomer();
    const birthday = await startList(customer, '  Birthday ');
    const garden = await startList(customer, 'Garden');
    expect(await listsOf(customer)).toMatchObject([
      { id: birthday.id, kind: 'NAMED', name: 'Birthday', items: { nodes: [] } },
      { id: garden.id, name: 'Garden' },
    ]);
    expect(await listsOf(newCustomer())).toEqual([]);
    expect(await listsOf(null)).toBeNull();
    expect(await readList(newCustomer(), birthday.id)).toBeNull();
    expect(await readList(customer, 'no-uuid')).toBeNull();
  });

  it('are started once per key, up to a limit, however many are started at once', async () => {
    const customer = newCustomer();
    const input = { idempotencyKey: uuidv7(), name: 'Birthday' };
    const twice = await Promise.all([1, 2].map(() => wish(carts, customer, 'wishListCreate', input)));
    expect(new Set(twice.map(({ wishList }) => wishList.id)).size).toBe(1);
    const other = await wish(carts, customer, 'wishListCreate', { ...input, name: 'Garden' });
    expect(other.__typename).toBe('IdempotencyKeyReusedError');
    const more = Array.from({ length: 21 }, (_, nth) => ({ idempotencyKey: uuidv7(), name: `List ${nth}` }));
    const outcomes = await Promise.all(more.map((one) => wish(carts, customer, 'wishListCreate', one)));
    const refused = outcomes.filter(({ __typename }) => __typename === 'TooManyWishListsError');
    expect(refused).toMatchObject([{ limit: 20 }, { limit: 20 }]);
    expect(await listsOf(customer)).toHaveLength(20);
  });

  it.each(['', ' ', 'x'.repeat(101), 'two\nlines'])('are not called %j', async (name) => {
    const refused = await wish(carts, newCustomer(), 'wishListCreate', { idempotencyKey: uuidv7(), name });
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', fields: [{ path: ['name'] }] });
  });

  it('get another name, and are deleted', async () => {
    const customer = newCustomer();
    const { id: wishListId } = await startList(customer);
    const renamed = await wish(carts, customer, 'wishListUpdate', { wishListId, name: 'Wedding' });
    expect(renamed.wishList.name).toBe('Wedding');
    const deleted = await wish(carts, customer, 'wishListDelete', { wishListId });
    expect(deleted.wishListId).toBe(wishListId);
    expect(await readList(customer, wishListId)).toBeNull();
    const again = await wish(carts, customer, 'wishListDelete', { wishListId });
    expect(again.__typename).toBe('WishListNotFoundError');
  });

  it('take what the shop sells, sold out or not, once each; a list is filled as a whole or not at all', async () => {
    const customer = newCustomer();
    const [stool, soldOut, withdrawn] = [
      await knowVariant(carts.database),
      await knowVariant(carts.database, { available: 0 }),
      await knowVariant(carts.database, { forSale: false }),
    ];
    const bundleParts = [{ variantId: withdrawn, quantity: 1 }];
    const bundle = await knowVariant(carts.database, { bundleParts });
    const list = await listOf(customer, stool, soldOut);
    const add = (variantId: string, quantity: number) =>
      wish(carts, customer, 'wishListItemsAdd', { wishListId: list.id, items: [{ variantId, quantity }] });
    expect(variantsOf((await add(stool.toUpperCase(), 5)).wishList)).toEqual([
      [stool, 5],
      [soldOut, 2],
    ]);
    for (const variantId of [withdrawn, bundle, uuidv7(), 'no-uuid'])
      expect((await add(variantId, 1)).__typename).toBe('WishListVariantNotFoundError');
    await expect(add(stool, 0)).rejects.toThrow('quantity must be 1 to 99.');
    const itemIds = [list.items.nodes[0]?.id, uuidv7(), 'no-uuid'];
    const left = await wish(carts, customer, 'wishListItemsRemove', { wishListId: list.id, itemIds });
    expect(variantsOf(left.wishList)).toEqual([[soldOut, 2]]);
  });

  it('of another cannot be changed, as if they did not exist', async () => {
    const { id: wishListId } = await startList(newCustomer());
    const stranger = newCustomer();
    for (const [name, more] of [
      ['wishListUpdate', { name: 'Mine' }],
      ['wishListDelete', {}],
      ['wishListShare', {}],
      ['wishListUnshare', {}],
      ['wishListItemsAdd', { items: [] }],
      ['wishListItemsRemove', { itemIds: [] }],
      ['wishListItemsMoveToCart', { itemIds: [] }],
    ] as const) {
      const refused = await wish(carts, stranger, name, { wishListId, ...more });
      expect([name, refused.__typename]).toEqual([name, 'WishListNotFoundError']);
    }
  });

  it('are read by staff who see customers, but for the link', async () => {
    const customer = newCustomer();
    const { id: wishListId } = await startList(customer);
    await wish(carts, customer, 'wishListShare', { wishListId });
    const staff = newCustomer({ role: 'STAFF', permissions: ['CUSTOMERS_READ'] });
    expect(await readList(staff, wishListId)).toMatchObject({ isShared: true, shareToken: null });
    expect(await readList(newCustomer({ role: 'STAFF', permissions: [] }), wishListId)).toBeNull();
  });

  it('are not for guests', async () => {
    const input = { idempotencyKey: uuidv7(), name: 'Birthday' };
    await expect(wish(carts, newGuest(), 'wishListCreate', input)).rejects.toThrow('Sign in to do this.');
  });
});

describe('a wish list that is shared', () => {
  it('is not the one of what is saved for later', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database)];
    const cart = await createCart(carts, customer, { [stool]: 1 });
    const input = { cartId: cart.id, lineId: cart.lines[0]?.id };
    const { wishList } = await wish(carts, customer, 'cartLineSaveForLater', input);
    const refused = await wish(carts, customer, 'wishListShare', { wishListId: wishList.id });
    expect(refused.__typename).toBe('WishListNotSharedError');
    expect(await readList(customer, wishList.id)).toMatchObject({ isShared: false });
  });

  it('is read by anybody with the link, without a word of its owner, until it is not shared any more', async () => {
    const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
    const { id: wishListId } = await listOf(customer, variantId);
    const share = async () => (await wish(carts, customer, 'wishListShare', { wishListId })).wishList;
    const { shareToken, isShared } = await share();
    expect([isShared, shareToken]).toEqual([true, expect.stringMatching(/^[\w-]{43}$/)]);
    expect(await readShared(shareToken)).toEqual({
      name: 'Birthday',
      items: { nodes: [{ quantity: 2, title: 'Oak stool', variant: { id: variantId } }] },
    });
    expect((await share()).shareToken).toBe(shareToken);

    const { wishList } = await wish(carts, customer, 'wishListUnshare', { wishListId });
    expect(wishList).toMatchObject({ isShared: false, shareToken: null });
    expect(await readShared(shareToken)).toBeNull();
    expect((await share()).shareToken).not.toBe(shareToken);
    expect(await readShared('x')).toBeNull();
  });
});

describe('items that go into the cart', () => {
  it('are in the one in use, and what cannot be bought stays in the list', async () => {
    const customer = newCustomer();
    const [stool, soldOut] = [
      await knowVariant(carts.database),
      await knowVariant(carts.database, { available: 0 }),
    ];
    const cart = await createCart(carts, customer, { [stool]: 1 });
    const list = await listOf(customer, stool, soldOut);
    const moved = await moveAll(customer, list);
    expect(moved.cart).toMatchObject({ id: cart.id, lines: [{ quantity: 3, variant: { id: stool } }] });
    expect(variantsOf(moved.wishList)).toEqual([[soldOut, 2]]);
    expect(moved.refused).toMatchObject([
      {
        item: { id: list.items.nodes[1]?.id },
        error: { __typename: 'VariantUnavailableError', message: 'Oak stool (Natural) is sold out.' },
      },
    ]);
    expect((await moveAll(customer, list)).cart?.lines).toMatchObject([{ quantity: 3 }]);
  });

  it('are in a new cart where there is none in use, at once with others or not', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database)];
    const lists = [await listOf(customer, stool), await listOf(customer, stool)];
    const moved = await Promise.all(lists.map((list) => moveAll(customer, list)));
    expect(new Set(moved.map(({ cart }) => cart?.id)).size).toBe(1);
    expect((await readCart(carts, customer))?.totalQuantity).toBe(4);
  });

  it('stay as many as the cart did not take', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database, { available: 3 })];
    const cart = await createCart(carts, customer, { [stool]: 2 });
    const list = await listOf(customer, stool);
    const moved = await moveAll(customer, list);
    expect(moved.cart).toMatchObject({ id: cart.id, lines: [{ quantity: 3 }] });
    expect(moved).toMatchObject({ refused: [], warnings: [{ code: 'QUANTITY_CLAMPED' }] });
    expect(variantsOf(moved.wishList)).toEqual([[stool, 1]]);

    const again = await moveAll(customer, list);
    expect(again.cart).toMatchObject({ lines: [{ quantity: 3 }] });
    expect(again.refused).toMatchObject([{ error: { __typename: 'VariantUnavailableError' } }]);
    expect(variantsOf(again.wishList)).toEqual([[stool, 1]]);
  });

  it('begin no cart where none of them can be bought', async () => {
    const customer = newCustomer();
    const list = await listOf(customer, await knowVariant(carts.database, { available: 0 }));
    expect(await moveAll(customer, list)).toMatchObject({ cart: null, refused: [{}] });
    expect(await readCart(carts, customer)).toBeNull();
  });
});

describe('a line that is saved for later', () => {
  const said = [{ namespace: 'gift', key: 'words', type: 'SINGLE_LINE_TEXT', value: 'For Ada' }];

  it('leaves the cart for a list of its own, and comes back with what was said of it', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database)];
    const cart = await createCart(carts, customer, { [stool]: 2 });
    const [cartId, lineId] = [cart.id, cart.lines[0]?.id];
    await mutate(carts, customer, 'cartMetafieldsSet', { cartId, lineId, metafields: said });
    const saved = await wish(carts, customer, 'cartLineSaveForLater', { cartId, lineId });
    expect(saved.cart).toMatchObject({ id: cartId, lines: [] });
    expect(saved.wishList).toMatchObject({ kind: 'SAVED_FOR_LATER', name: null });
    expect(saved.wishList.items.nodes).toMatchObject([
      { quantity: 2, variant: { id: stool }, metafields: [{ key: 'words', value: 'For Ada' }] },
    ]);
    const again = await wish(carts, customer, 'cartLineSaveForLater', { cartId, lineId });
    expect(again.__typename).toBe('CartLineNotFoundError');

    const back = await moveAll(customer, saved.wishList);
    expect(back.cart?.lines).toMatchObject([
      { quantity: 2, metafields: [{ key: 'words', value: 'For Ada' }] },
    ]);
    expect(back.wishList.items.nodes).toEqual([]);
  });

  it('joins what is saved already, of however many carts and at whatever time', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database)];
    for (const quantity of [1, 4]) {
      const cart = await createCart(carts, customer, { [stool]: quantity });
      const input = { cartId: cart.id, lineId: cart.lines[0]?.id };
      await wish(carts, customer, 'cartLineSaveForLater', input);
    }
    const lists = (await listsOf(customer)) ?? [];
    expect(lists.map(variantsOf)).toEqual([[[stool, 5]]]);
    const refused = await wish(carts, customer, 'wishListUpdate', { wishListId: lists[0]?.id, name: 'Mine' });
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', fields: [{ path: ['name'] }] });
  });

  it('tells what of it does not fit into the list', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database)];
    const saved = [];
    for (const quantity of [60, 60]) {
      const cart = await createCart(carts, customer, { [stool]: quantity });
      const input = { cartId: cart.id, lineId: cart.lines[0]?.id };
      saved.push(await wish(carts, customer, 'cartLineSaveForLater', input));
    }
    expect(saved.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([[], ['QUANTITY_CLAMPED']]);
    expect(saved.map(({ wishList }) => variantsOf(wishList))).toEqual([[[stool, 60]], [[stool, 99]]]);
  });

  it('is saved also while the list is being deleted', async () => {
    const [customer, stool] = [newCustomer(), await knowVariant(carts.database)];
    const save = async () => {
      const cart = await createCart(carts, customer, { [stool]: 1 });
      return wish(carts, customer, 'cartLineSaveForLater', { cartId: cart.id, lineId: cart.lines[0]?.id });
    };
    const { wishList } = await save();
    const { wishList: next } = await carts.database.transaction(async (tx) => {
      await sql`select from wish_lists where id = ${wishList.id} for update`.execute(tx);
      const saving = save();
      await expect.poll(() => waitsForLock(tx)).toBe(true);
      await sql`delete from wish_lists where id = ${wishList.id}`.execute(tx);
      return { wishList: saving };
    });
    expect(variantsOf((await next).wishList)).toEqual([[stool, 1]]);
    expect((await next).wishList.id).not.toBe(wishList.id);
  });

  it('is not for API keys', async () => {
    const machine = newCustomer({ role: 'MACHINE' });
    const cart = await createCart(carts, machine, { [await knowVariant(carts.database)]: 1 });
    const input = { cartId: cart.id, lineId: cart.lines[0]?.id };
    await expect(wish(carts, machine, 'cartLineSaveForLater', input)).rejects.toThrow('for people');
    expect((await readCart(carts, machine))?.totalQuantity).toBe(1);
  });

  it('stays in the cart of a guest, who is told to sign in, and of an order', async () => {
    const stool = await knowVariant(carts.database);
    const guest = newGuest();
    const cart = await createCart(carts, guest, { [stool]: 1 });
    const input = { cartId: cart.id, lineId: cart.lines[0]?.id };
    const refused = await wish(carts, guest, 'cartLineSaveForLater', input);
    expect(refused.__typename).toBe('WishListSignInRequiredError');

    const customer = { ...newCustomer(), guestId: guest.id };
    await carts.freeze(freezeRequest(cart, customer, { expectedTotalMinor: 2490, guestId: guest.id }));
    const frozen = await wish(carts, customer, 'cartLineSaveForLater', input);
    expect(frozen.__typename).toBe('CartNotActiveError');
    expect(await listsOf(customer)).toEqual([]);
    expect((await readCart(carts, customer, cart.id))?.totalQuantity).toBe(1);
  });
});

/** Whether a statement of somebody waits for a lock. */
async function waitsForLock(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(tx);
  return rows.length > 0;
}
