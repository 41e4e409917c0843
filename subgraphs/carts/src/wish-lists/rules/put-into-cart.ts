import {
  addLines,
  joinMetafields,
  privateRoomIn,
  roomIn,
  wordsRemoved,
  type AddLinesOutcome,
  type Cart,
  type Warning,
} from '../../cart/door.ts';
import type { Offer } from '../../offers/door.ts';
import type { WishListItem } from './wish-list.ts';

/** An item that a cart does not take, and why. */
export interface RefusedItem {
  readonly item: WishListItem;
  readonly error: Exclude<AddLinesOutcome, { kind: 'changed' }>;
}

/** A cart with what it takes of some items. */
export interface Put {
  readonly cart: Cart;
  readonly warnings: readonly Warning[];
  readonly moved: readonly WishListItem[];
  readonly refused: readonly RefusedItem[];
}

interface Putting {
  readonly items: readonly WishListItem[];
  /** What is known of their variants in the cart's currency, by variant id. */
  readonly offers: ReadonlyMap<string, Offer>;
  readonly newId: () => string;
}

/** Puts items into a cart, each for itself: what it does not take of one keeps none of the others out. */
export function putIntoCart(cart: Cart, { items, offers, newId }: Putting): Put {
  const moved: WishListItem[] = [];
  const refused: RefusedItem[] = [];
  const warnings: Warning[] = [];
  let filled = cart;
  for (const item of items) {
    const outcome = addLines(filled, { wanted: [item], offers, newId });
    if (outcome.kind !== 'changed') {
      refused.push({ item, error: outcome });
      continue;
    }
    const said = withWords(outcome.cart, item);
    filled = said.cart;
    warnings.push(...outcome.warnings, ...said.warnings);
    moved.push(item);
  }
  return { cart: filled, warnings, moved, refused };
}

/** The cart with what was said of an item's line when it was saved, as far as there is room for it and the line does not say otherwise. */
function withWords(cart: Cart, item: WishListItem): Pick<Put, 'cart' | 'warnings'> {
  const before = cart.lines.find(({ variantId }) => variantId === item.variantId);
  if (before === undefined || item.metafields.length + item.privateMetafields.length === 0)
    return { cart, warnings: [] };
  const room = { said: roomIn(cart), kept: privateRoomIn(cart) };
  const { metafields, privateMetafields, isWhole } = joinMetafields(before, item, room);
  const line = { ...before, metafields, privateMetafields };
  const lines = cart.lines.map((one) => (one.id === line.id ? line : one));
  return { cart: { ...cart, lines }, warnings: isWhole ? [] : [wordsRemoved(line)] };
}
