import {
  addLines,
  clampQuantity,
  joinMetafields,
  metafieldsRemoved,
  noMore,
  privateRoomIn,
  roomIn,
  type AddLinesOutcome,
  type Cart,
  type CartLine,
  type Kept,
  type Warning,
} from '../../cart/door.ts';
import { nameOf, whyUnavailable, type Offer } from '../../offers/door.ts';
import type { HeldItem } from './wish-list.ts';

type Refusal = Exclude<AddLinesOutcome, { kind: 'changed' }>;

/** An item of which a cart takes nothing, and why. */
export interface RefusedItem {
  readonly item: HeldItem;
  readonly error: Refusal;
}

/** An item of which a cart has taken pieces. */
export interface MovedItem {
  readonly item: HeldItem;
  /** Pieces that the cart did not take. */
  readonly left: number;
}

/** A cart with what it takes of some items. */
export interface Put {
  readonly cart: Cart;
  readonly warnings: readonly Warning[];
  readonly moved: readonly MovedItem[];
  readonly refused: readonly RefusedItem[];
}

interface Putting {
  readonly items: readonly HeldItem[];
  /** What is known of their variants in the cart's currency, by variant id. */
  readonly offers: ReadonlyMap<string, Offer>;
  readonly newId: () => string;
}

/** Puts items into a cart, each for itself: what it does not take of one keeps none of the others out. */
export function putIntoCart(cart: Cart, putting: Putting): Put {
  const together = putTogether(cart, putting);
  return together.kind === 'too-large' ? putOneByOne(cart, putting) : together;
}

/** Which of the items are too much for the cart shows only when each of them is priced with those before it. */
function putOneByOne(cart: Cart, { items, ...putting }: Putting): Put {
  const start: Put = { cart, warnings: [], moved: [], refused: [] };
  return items.reduce((put, item) => {
    const next = putTogether(put.cart, { ...putting, items: [item] });
    if (next.kind === 'too-large') return { ...put, refused: [...put.refused, { item, error: next }] };
    return {
      cart: next.cart,
      warnings: [...put.warnings, ...next.warnings],
      moved: [...put.moved, ...next.moved],
      refused: [...put.refused, ...next.refused],
    };
  }, start);
}

type Together = (Put & { readonly kind: 'put' }) | Extract<Refusal, { kind: 'too-large' }>;

/** The same, but for a cart that would be too large with all of them. */
function putTogether(cart: Cart, { items, offers, newId }: Putting): Together {
  const before = new Map(cart.lines.map((line) => [line.variantId, line]));
  const judged = judge(items, { cart, before, offers });
  const added = addLines(cart, { wanted: judged.wanted, offers, newId });
  if (added.kind === 'variant-unavailable') throw new TypeError(added.message);
  if (added.kind === 'too-large') return added;
  const lines = added.cart.lines.map((line) => ({ ...line, ...judged.words.get(line.variantId)?.said }));
  const after = new Map(lines.map((line) => [line.variantId, line]));
  const moved = judged.wanted.map((item) => {
    const [had, has] = [before, after].map((of) => of.get(item.variantId)?.quantity ?? 0);
    return { item, left: item.quantity - ((has ?? 0) - (had ?? 0)) };
  });
  const wordsLost = lines
    .filter(({ variantId }) => judged.words.get(variantId)?.isWhole === false)
    .map((line) => metafieldsRemoved(line.id, { line, isOtherCarts: false }));
  return {
    kind: 'put',
    cart: { ...added.cart, lines },
    warnings: [...added.warnings, ...wordsLost],
    ...{ moved, refused: judged.refused },
  };
}

interface Judging extends Pick<Putting, 'offers'> {
  readonly cart: Cart;
  /** The lines of the cart, by variant id. */
  readonly before: ReadonlyMap<string, CartLine>;
}

/** What a line is to have said of it. */
interface Words {
  readonly said: Kept;
  readonly isWhole: boolean;
}

interface Judged {
  /** Items of which the cart can take pieces, and all that was said of their lines that these do not say otherwise. */
  readonly wanted: readonly HeldItem[];
  /** By variant id. */
  readonly words: ReadonlyMap<string, Words>;
  readonly refused: readonly RefusedItem[];
}

function judge(items: readonly HeldItem[], judging: Judging): Judged {
  const { cart, before } = judging;
  const wanted: HeldItem[] = [];
  const words = new Map<string, Words>();
  const refused: RefusedItem[] = [];
  let room = { said: roomIn(cart), kept: privateRoomIn(cart) };
  for (const item of items) {
    const joined = joinMetafields(before.get(item.variantId), item, room);
    const error = whyNothing(item, judging) ?? (joined.fits ? undefined : tooManyWords);
    if (error !== undefined) {
      refused.push({ item, error });
      continue;
    }
    const { metafields, privateMetafields, isWhole } = joined;
    ({ room } = joined);
    wanted.push(item);
    words.set(item.variantId, { said: { metafields, privateMetafields }, isWhole });
  }
  return { wanted, words, refused };
}

const tooManyWords: Refusal = { kind: 'too-large', limit: 'WORDS' };

/** Why a cart takes no piece of an item; undefined where it takes some. */
function whyNothing(
  { variantId, quantity: wanted }: HeldItem,
  { cart, before, offers }: Judging,
): Refusal | undefined {
  const offer = offers.get(variantId);
  const unavailable = whyUnavailable(offer, cart.currency);
  if (unavailable !== null || offer === undefined)
    return { kind: 'variant-unavailable', variantId, message: unavailable ?? '' };
  const present = before.get(variantId)?.quantity ?? 0;
  const { quantity, limit } = clampQuantity(present + wanted, offer.available);
  if (limit === null || quantity > present) return undefined;
  const message = `There is no more of ${nameOf(offer)} to put into the cart: ${noMore[limit]}.`;
  return { kind: 'variant-unavailable', variantId, message };
}
