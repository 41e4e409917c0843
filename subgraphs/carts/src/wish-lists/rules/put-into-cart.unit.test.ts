import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import { wishOf } from '../../../test/sample-wishes.ts';
import type { Cart } from '../../cart/door.ts';
import type { Offer } from '../../offers/door.ts';
import { putIntoCart } from './put-into-cart.ts';
import type { HeldItem } from './wish-list.ts';

const put = (cart: Cart, items: readonly HeldItem[], ...offers: Offer[]) =>
  putIntoCart(cart, {
    items,
    offers: new Map(offers.map((offer) => [offer.variantId, offer])),
    newId: () => 'new line',
  });
const words = (value: string) => {
  return { namespace: 'gift', key: 'words', type: 'SINGLE_LINE_TEXT', value, visibility: 'PUBLIC' } as never;
};
const variantIds = (items: readonly { readonly variantId: string }[]) =>
  items.map(({ variantId }) => variantId);

describe('items that go into a cart', () => {
  it('are there, each that can be bought; the others stay, each with its reason', () => {
    const items = [wishOf('a', { quantity: 2 }), wishOf('sold out'), wishOf('gone'), wishOf('b')];
    const { cart, moved, refused } = put(
      cartOf({ lines: [lineOf('b', { quantity: 3 })] }),
      items,
      offerOf('a'),
      offerOf('sold out', { available: 0 }),
      offerOf('b'),
    );
    expect(cart.lines).toMatchObject([
      { variantId: 'b', quantity: 4 },
      { variantId: 'a', quantity: 2 },
    ]);
    expect(variantIds(moved.map(({ item }) => item))).toEqual(['a', 'b']);
    expect(refused).toMatchObject([
      { item: { variantId: 'sold out' }, error: { kind: 'variant-unavailable' } },
      { item: { variantId: 'gone' }, error: { kind: 'variant-unavailable' } },
    ]);
  });

  it('are as many as there are, which is told', () => {
    const { cart, warnings } = put(cartOf(), [wishOf('a', { quantity: 9 })], offerOf('a', { available: 4 }));
    expect(cart.lines).toMatchObject([{ quantity: 4 }]);
    expect(warnings).toMatchObject([{ code: 'QUANTITY_CLAMPED' }]);
  });

  it('stay in part, with what was said of them, where there are fewer', () => {
    const item = wishOf('a', { quantity: 50, metafields: [words('For Ada')] });
    const { cart, moved, refused } = put(cartOf(), [item], offerOf('a', { available: 3 }));
    expect(cart.lines).toMatchObject([{ quantity: 3, metafields: [words('For Ada')] }]);
    expect(moved).toEqual([{ item, left: 47 }]);
    expect(refused).toEqual([]);
  });

  it.each([
    ['has all that there are', { present: 3, available: 3, reason: 'no more are available' }],
    ['has more than there are', { present: 5, available: 3, reason: 'no more are available' }],
    ['takes no more pieces', { present: 99, available: null, reason: 'a cart takes no more of one variant' }],
  ])('stay where the cart %s, which is as it was', (_what, { present, available, reason }) => {
    const offer = offerOf('a', { available });
    const cart = cartOf({ lines: [lineOf('a', { quantity: present, offer })] });
    const item = wishOf('a');
    const outcome = put(cart, [item], offer);
    const message = `There is no more of Oak stool (Natural) to put into the cart: ${reason}.`;
    expect(outcome.cart).toEqual(cart);
    expect(outcome).toMatchObject({ moved: [], warnings: [] });
    expect(outcome.refused).toEqual([
      { item, error: { kind: 'variant-unavailable', variantId: 'a', message } },
    ]);
  });

  it('stay where what was said of them does not fit into the cart, and make no room there', () => {
    const cart = cartOf({ metafields: [words('x'.repeat(19_990))] });
    const items = [
      wishOf('long', { metafields: [words('y'.repeat(11))] }),
      wishOf('short', { metafields: [words('y'.repeat(6))] }),
      wishOf('second', { metafields: [words('y'.repeat(6))] }),
      wishOf('of staff', { privateMetafields: [words('z'.repeat(20_001))] }),
    ];
    const offers = items.map(({ variantId }) => offerOf(variantId));
    const { moved, refused } = put(cart, items, ...offers);
    expect(variantIds(moved.map(({ item }) => item))).toEqual(['short']);
    expect(refused.map(({ item, error }) => [item.variantId, error])).toEqual(
      ['long', 'second', 'of staff'].map((variantId) => [variantId, { kind: 'too-large', limit: 'WORDS' }]),
    );
  });

  it('stay where the cart takes no more different variants', () => {
    const cart = cartOf({ lines: Array.from({ length: 200 }, (_, nth) => lineOf(`v${nth}`)) });
    const { moved, refused } = put(cart, [wishOf('a'), wishOf('v7')], offerOf('a'), offerOf('v7'));
    expect(variantIds(moved.map(({ item }) => item))).toEqual(['v7']);
    expect(refused).toMatchObject([
      { item: { variantId: 'a' }, error: { kind: 'too-large', limit: 'LINES' } },
    ]);
  });

  it('have what was said of them again, unless the line says otherwise, which is told', () => {
    const engraved = wishOf('a', { metafields: [words('For Ada')] });
    const fresh = put(cartOf(), [engraved], offerOf('a'));
    expect(fresh.cart.lines).toMatchObject([{ metafields: [words('For Ada')] }]);
    expect(fresh.warnings).toEqual([]);

    const other = cartOf({ lines: [lineOf('a', { metafields: [words('For Eve')] })] });
    const joined = put(other, [engraved], offerOf('a'));
    expect(joined.cart.lines).toMatchObject([{ quantity: 2, metafields: [words('For Eve')] }]);
    expect(joined.warnings).toMatchObject([{ code: 'METAFIELDS_REMOVED' }]);
  });
});
