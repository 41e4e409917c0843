import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import { wishOf } from '../../../test/sample-wishes.ts';
import type { Cart } from '../../cart/door.ts';
import type { Offer } from '../../offers/door.ts';
import { putIntoCart } from './put-into-cart.ts';
import type { WishListItem } from './wish-list.ts';

const put = (cart: Cart, items: readonly WishListItem[], ...offers: Offer[]) =>
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
    expect(variantIds(moved)).toEqual(['a', 'b']);
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

  it('stay where the cart takes no more different variants', () => {
    const cart = cartOf({ lines: Array.from({ length: 200 }, (_, nth) => lineOf(`v${nth}`)) });
    const { moved, refused } = put(cart, [wishOf('a'), wishOf('v7')], offerOf('a'), offerOf('v7'));
    expect(variantIds(moved)).toEqual(['v7']);
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
