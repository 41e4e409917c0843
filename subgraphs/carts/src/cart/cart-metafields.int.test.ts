import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createCart,
  freezeRequest,
  mutate,
  newCustomer,
  newGuest,
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

const message = { namespace: 'gift', key: 'message', type: 'MULTI_LINE_TEXT', value: 'For Kim' };
const engraving = { namespace: 'gift', key: 'engraving', type: 'SINGLE_LINE_TEXT', value: 'K. S.' };

async function filled(viewer: KnownViewer) {
  const cart = await createCart(carts, viewer, { [await knowVariant(carts.database)]: 2 });
  return { cartId: cart.id, lineId: cart.lines[0]?.id ?? '' };
}

async function read(viewer: KnownViewer, id: string) {
  const selection =
    'metafields { key value visibility } one: metafield(namespace: "gift", key: "message") { value }';
  const query = `query ($id: ID!) { cart(id: $id) { ${selection} lines { metafields { key value } } } }`;
  return (await carts.graphql(viewer, query, { id })).data;
}

describe('what a buyer says of a cart', () => {
  it('is kept with the cart or one of its lines through all changes, and goes with the order', async () => {
    const viewer = newCustomer();
    const { cartId, lineId } = await filled(viewer);
    await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [message] });
    const set = await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, lineId, metafields: [engraving] });
    expect(set.cart.cost.total.gross.amount).toBe('40.00');
    await mutate(carts, viewer, 'cartLinesUpdate', { cartId, lines: [{ lineId, quantity: 2 }] });
    expect(await read(viewer, cartId)).toEqual({
      cart: {
        metafields: [{ key: 'message', value: 'For Kim', visibility: 'PUBLIC' }],
        one: { value: 'For Kim' },
        lines: [{ metafields: [{ key: 'engraving', value: 'K. S.' }] }],
      },
    });
    const total = { expectedTotalMinor: 4490 };
    expect(await carts.freeze(freezeRequest(set.cart, viewer, total))).toMatchObject({
      cart: { metafields: [message], lines: [{ metafields: [engraving] }] },
    });
    expect(await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [message] })).toMatchObject(
      {
        __typename: 'CartNotActiveError',
      },
    );
    expect(await collect(carts.database.statements, [viewer.id])).toMatchObject({
      carts: [{ metafields: [message], lines: [{ metafields: [engraving] }] }],
    });
  });

  it('may be an amount, and what it refers to is not looked for here', async () => {
    const viewer = newGuest();
    const { cartId } = await filled(viewer);
    const targetId = uuidv7();
    const tip = { ...message, key: 'tip', type: 'MONEY', value: '{"amount":"5","currencyCode":"EUR"}' };
    const value = JSON.stringify({ type: 'PRODUCT_VARIANT', id: targetId });
    const wrapping = { ...message, key: 'wrapping', type: 'REFERENCE', value };
    const say = (metafields: readonly object[]) =>
      mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields });
    const tooFine = { ...tip, value: '{"amount":"5.001","currencyCode":"EUR"}' };
    const unknown = { ...tip, value: '{"amount":"5","currencyCode":"ABC"}' };
    for (const wrong of [tooFine, unknown])
      expect(await say([wrapping, wrong])).toMatchObject({
        fields: [{ path: ['metafields', '1', 'value'], code: 'INVALID_VALUE' }],
      });
    const { cart } = await say([tip, wrapping]);
    const query = `query ($id: ID!) { cart(id: $id) { metafields { key money { amount currencyCode }
      reference { type targetId } } } }`;
    const reference = { type: 'PRODUCT_VARIANT', targetId };
    expect((await carts.graphql(viewer, query, { id: cartId })).data).toEqual({
      cart: {
        metafields: [
          { key: 'tip', money: { amount: '5.00', currencyCode: 'EUR' }, reference: null },
          { key: 'wrapping', money: null, reference },
        ],
      },
    });
    const frozen = await carts.freeze(freezeRequest(cart, viewer, { expectedTotalMinor: 4490 }));
    const kept = { ...tip, value: '{"amount":"5.00","currencyCode":"EUR"}' };
    expect(frozen).toMatchObject({ cart: { metafields: [kept, wrapping] } });
  });

  it('is taken away again, and leaves nothing in the order', async () => {
    const viewer = newGuest();
    const { cartId, lineId } = await filled(viewer);
    await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, lineId, metafields: [engraving] });
    const remove = [{ namespace: 'gift', key: 'engraving' }];
    const bare = await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, lineId, metafields: [], remove });
    expect(await read(viewer, cartId)).toMatchObject({
      cart: { metafields: [], lines: [{ metafields: [] }] },
    });
    const frozen = await carts.freeze(freezeRequest(bare.cart, viewer, { expectedTotalMinor: 4490 }));
    expect(frozen.outcome).toBe('frozen');
    expect(JSON.stringify(frozen)).not.toContain('metafields');
  });

  it('is refused where it is too long, too much, of no line, or of another’s cart', async () => {
    const viewer = newCustomer();
    const { cartId } = await filled(viewer);
    const long = { ...message, value: 'x'.repeat(501) };
    expect(await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [long] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'], code: 'TOO_LONG' }],
    });
    const many = (from: number) =>
      Array.from({ length: 10 }, (_, index) => ({ ...message, key: `k${from + index}` }));
    await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: many(0) });
    expect(await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: many(1) })).toMatchObject({
      __typename: 'TooManyMetafieldsError',
    });
    const elsewhere = { cartId, lineId: uuidv7(), metafields: [message] };
    expect(await mutate(carts, viewer, 'cartMetafieldsSet', elsewhere)).toMatchObject({
      __typename: 'CartLineNotFoundError',
    });
    expect(
      await mutate(carts, newCustomer(), 'cartMetafieldsSet', { cartId, metafields: [message] }),
    ).toMatchObject({
      __typename: 'CartNotFoundError',
    });
  });
});
