import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import {
  adoptForViewer,
  findOffersOf,
  openCart,
  quoteCart,
  storeChanged,
  transactCarts,
  type CartStores,
  type Dependencies,
  type QuotedCart,
  type Warning,
} from '../../cart/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { lockList, putItems, removeItems, saveList } from '../repository/wish-lists.ts';
import { putIntoCart, type MovedItem, type RefusedItem } from '../rules/put-into-cart.ts';
import type { HeldList, WishList } from '../rules/wish-list.ts';
import { readAgain, type ListNotFound, type ListOfViewer } from './change-list.ts';

/** What is to go from a list into the cart in use. */
export interface MoveToCart extends ListOfViewer {
  readonly itemIds: readonly string[];
  /** Of a new cart. */
  readonly defaultCurrency: StoreCurrency;
}

/** What came of it. */
export interface Moved {
  readonly kind: 'moved';
  /** Null where there is none and nothing could be put into a new one. */
  readonly cart: QuotedCart | null;
  readonly warnings: readonly Warning[];
  readonly wishList: WishList;
  readonly refused: readonly RefusedItem[];
}

/** Puts items of a list of the viewer's into the cart in use, or into a new one; what cannot be bought stays. */
export async function moveToCart(
  dependencies: Dependencies,
  { viewer, wishListId: id, itemIds, defaultCurrency: currency }: MoveToCart,
): Promise<Moved | ListNotFound> {
  const { newId } = dependencies;
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  return transactCarts<CartStores, Moved | ListNotFound>(dependencies, async (stores, tx) => {
    const { now } = pricing;
    // The cart before the list, as whoever saves a line for later does: neither waits with what the other needs.
    const ofViewer = { ownerId: viewer.id, isGuests: false };
    const { cart, isNew } = await openCart(stores, { ...ofViewer, currency, now, newId });
    const list = isId(id) ? await lockList(tx, { id, ownerId: viewer.id }) : undefined;
    if (list === undefined) return { kind: 'not-found' };
    const items = list.items.filter((item) => itemIds.includes(item.id));
    const offers = await findOffersOf(stores.offers, items, cart.currency);
    const put = putIntoCart(cart, { items, offers, newId });
    const { refused, moved } = put;
    if (moved.length === 0) {
      return {
        kind: 'moved',
        cart: isNew ? null : quoteCart(cart, pricing),
        warnings: [],
        wishList: list,
        refused,
      };
    }
    const change = { kind: 'changed', cart: put.cart, warnings: put.warnings } as const;
    const outcome = await storeChanged(stores, change, { isNew, pricing });
    await keepLeft(tx, list, moved);
    await saveList(tx, list.id, { updatedAt: now });
    return { ...outcome, kind: 'moved', wishList: await readAgain(tx, list), refused };
  });
}

/** Takes items out of a list, but for the pieces that the cart did not take, which keep what was said of them. */
async function keepLeft(tx: Transaction<Tables>, list: HeldList, moved: readonly MovedItem[]): Promise<void> {
  const [gone, parts] = [moved.filter(({ left }) => left === 0), moved.filter(({ left }) => left > 0)];
  await removeItems(
    tx,
    list.id,
    gone.map(({ item }) => item.id),
  );
  await putItems(
    tx,
    list.id,
    parts.map(({ item, left: quantity }) => ({ ...item, quantity })),
  );
}
