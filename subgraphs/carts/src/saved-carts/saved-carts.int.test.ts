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
import { storesWithin } from '../freezing/repository.ts';
import { followOrders } from '../freezing/use-cases/follow-orders.ts';
import { purgeCarts } from '../personal-data/use-cases.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
afterAll(() => carts[Symbol.asyncDispose]());

const variants = (count: number) =>
  Promise.all(Array.from({ length: count }, () => knowVariant(carts.database)));
const save = (viewer: KnownViewer, cartId: string, name = 'For later') =>
  mutate(carts, viewer, 'cartSave', { cartId, name });

/** The names and ids of the carts that are put aside, in their order. */
async function saved(viewer: KnownViewer, page = 'first: 20'): Promise<[string, string][]> {
  const { data } = await carts.graphql<{ savedCarts: { nodes: { id: string; name: string }[] } }>(
    viewer,
    `{ savedCarts(${page}) { nodes { id name } } }`,
  );
  return data.savedCarts.nodes.map(({ id, name }) => [name, id]);
}

const remove = async (viewer: KnownViewer, cartId: string) =>
  (
    await carts.graphql(
      viewer,
      `mutation ($input: CartDeleteInput!) { cartDelete(input: $input) { __typename ... on CartDeleteSuccess { cartId } } }`,
      { input: { cartId } },
    )
  ).data;

/** A customer with a cart that is put aside, and another one in use. */
async function withTwo(viewer = newCustomer()) {
  const [first = '', second = ''] = await variants(2);
  const aside = await createCart(carts, viewer, { [first]: 1 });
  await save(viewer, aside.id);
  const inUse = await createCart(carts, viewer, { [second]: 2 });
  return { viewer, aside, inUse, first, second };
}

describe('a cart that is put aside', () => {
  it('is not the one in use, keeps what is in it, and can be changed and renamed', async () => {
    const { viewer, aside, inUse, first } = await withTwo();
    expect(inUse.id).not.toBe(aside.id);
    expect(await readCart(carts, viewer)).toMatchObject({ id: inUse.id, totalQuantity: 2 });
    expect(await readCart(carts, viewer, aside.id)).toMatchObject({ status: 'SAVED', totalQuantity: 1 });
    const lines = [{ variantId: first, quantity: 3 }];
    const more = { cartId: aside.id, idempotencyKey: uuidv7(), lines };
    expect((await mutate(carts, viewer, 'cartLinesAdd', more)).cart).toMatchObject({
      status: 'SAVED',
      totalQuantity: 4,
    });
    await save(viewer, aside.id, 'For the office');
    expect(await saved(viewer)).toEqual([['For the office', aside.id]]);
    expect(await save(viewer, aside.id, ' ')).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['name'] }],
    });
  });

  it('belongs to its buyer alone', async () => {
    const { aside } = await withTwo();
    const stranger = newCustomer();
    expect(await saved(stranger)).toEqual([]);
    for (const result of [
      await save(stranger, aside.id),
      await mutate(carts, stranger, 'cartActivate', { cartId: aside.id }),
    ])
      expect(result.__typename).toBe('CartNotFoundError');
    expect(await remove(stranger, aside.id)).toEqual({ cartDelete: { __typename: 'CartNotFoundError' } });
  });

  it('can be one of 20, and is listed with the latest changed first', async () => {
    const viewer = newCustomer();
    const aside = Array.from({ length: 20 }, (_, nth) => {
      const at = new Date(Date.UTC(2026, 0, 1, 0, nth));
      const cart = { id: uuidv7(), ownerId: viewer.id, currency: 'EUR', status: 'SAVED' } as const;
      return { ...cart, savedAs: `No. ${nth}`, createdAt: at, updatedAt: at };
    });
    await carts.database.statements.insertInto('carts').values(aside).execute();
    const last = await createCart(carts, viewer);
    expect((await save(viewer, last.id)).__typename).toBe('TooManySavedCartsError');
    expect((await saved(viewer, 'first: 2')).map(([name]) => name)).toEqual(['No. 19', 'No. 18']);
    expect((await saved(viewer, 'last: 1')).map(([name]) => name)).toEqual(['No. 0']);
  });

  it('becomes the one in use, with what was in that, whose id finds it from then on', async () => {
    const { viewer, aside, inUse, first, second } = await withTwo();
    const { cart, warnings } = await mutate(carts, viewer, 'cartActivate', { cartId: aside.id });
    expect(cart).toMatchObject({ id: aside.id, status: 'ACTIVE' });
    expect(cart.lines.map(({ quantity, variant }) => [variant.id, quantity])).toEqual([
      [first, 1],
      [second, 2],
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(['CARTS_MERGED']);
    expect(await readCart(carts, viewer, inUse.id)).toMatchObject({ id: aside.id });
    expect(await saved(viewer)).toEqual([]);
    const again = await mutate(carts, viewer, 'cartActivate', { cartId: aside.id });
    expect(again.cart).toMatchObject({ id: aside.id, totalQuantity: 3 });
  });

  it('changes places with the one in use where that is to be put aside', async () => {
    const { viewer, aside, inUse } = await withTwo();
    const swap = { cartId: aside.id, saveAs: 'The other one' };
    expect((await mutate(carts, viewer, 'cartActivate', swap)).cart).toMatchObject({
      id: aside.id,
      totalQuantity: 1,
    });
    expect(await saved(viewer)).toEqual([['The other one', inUse.id]]);
    expect(await readCart(carts, viewer)).toMatchObject({ id: aside.id, status: 'ACTIVE' });
    expect(await mutate(carts, viewer, 'cartActivate', { cartId: inUse.id, saveAs: '' })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['saveAs'] }],
    });
  });

  it('can be ordered as it is, and is put aside again where the order does not come about', async () => {
    const { viewer, aside, inUse } = await withTwo();
    const orderId = uuidv7();
    const request = freezeRequest(aside, viewer, { orderId, expectedTotalMinor: 2490 });
    expect(await carts.freeze(request)).toMatchObject({ outcome: 'frozen' });
    expect((await save(viewer, aside.id)).__typename).toBe('CartNotActiveError');
    expect(await remove(viewer, aside.id)).toEqual({ cartDelete: { __typename: 'CartNotActiveError' } });
    expect(await readCart(carts, viewer)).toMatchObject({ id: inUse.id });
    await carts.database.transaction((tx) =>
      followOrders(storesWithin(tx), [{ orderId, became: 'CANCELLED' }], carts.clock.now()),
    );
    expect(await readCart(carts, viewer, aside.id)).toMatchObject({ status: 'SAVED', totalQuantity: 1 });
    expect(await readCart(carts, viewer)).toMatchObject({ id: inUse.id, totalQuantity: 2 });
  });

  it('of which the freeze has expired does not become the one in use by that', async () => {
    const { viewer, aside, inUse } = await withTwo();
    await remove(viewer, inUse.id);
    await carts.freeze(freezeRequest(aside, viewer, { expectedTotalMinor: 2490 }));
    carts.clock.advanceMinutes(16);
    expect(await readCart(carts, viewer)).toBeNull();
    expect(await readCart(carts, viewer, aside.id)).toMatchObject({ status: 'SAVED' });
    const next = await createCart(carts, viewer);
    expect(next.id).not.toBe(aside.id);
    expect((await save(viewer, aside.id, 'Still there')).cart).toMatchObject({
      id: aside.id,
      status: 'SAVED',
    });
  });

  it('of a guest goes into the account beside the one in use, and is deleted once nobody comes back', async () => {
    const guest = newGuest();
    const { aside, inUse } = await withTwo(guest);
    const customer = newCustomer({ guestId: guest.id });
    expect(await saved(customer)).toEqual([['For later', aside.id]]);
    expect(await readCart(carts, customer)).toMatchObject({ id: inUse.id });
    const { aside: left, viewer: other } = await withTwo(newGuest());
    const late = new Date(carts.clock.now().getTime() + 91 * 86_400_000);
    await purgeCarts(carts.database.statements, late);
    expect(await readCart(carts, other, left.id)).toBeNull();
    expect(await readCart(carts, customer, aside.id)).not.toBeNull();
  });

  it('is deleted with all that is in it, and so is the one in use', async () => {
    const { viewer, aside, inUse } = await withTwo();
    for (const { id: cartId } of [aside, inUse]) {
      expect(await remove(viewer, cartId)).toEqual({
        cartDelete: { __typename: 'CartDeleteSuccess', cartId },
      });
      expect(await remove(viewer, cartId)).toEqual({ cartDelete: { __typename: 'CartNotFoundError' } });
    }
    expect([await readCart(carts, viewer), await saved(viewer)]).toEqual([null, []]);
  });
});
