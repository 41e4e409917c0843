import {
  clampQuantity,
  joinMetafields,
  metafieldsRemoved,
  privateRoomIn,
  quantityClamped,
  roomIn,
  type CartLine,
  type Warning,
} from '../../cart/door.ts';
import { maxItems, type HeldList, type Wish } from './wish-list.ts';

/** A variant that is wished for, and how many pieces of it. */
export interface WantedWish {
  readonly variantId: string;
  readonly quantity: number;
}

/** What is to be stored of a list. */
export type PutOutcome =
  | { readonly kind: 'put'; readonly wishes: readonly Wish[] }
  | { readonly kind: 'too-many-items'; readonly limit: number };

interface Putting {
  readonly newId: () => string;
  readonly now: Date;
}

type Items = Pick<HeldList, 'items'>;

/** Wishes for variants in these quantities, of several of one variant the last; all of them, or none. */
export function putWishes(
  { items }: Items,
  wanted: readonly WantedWish[],
  { newId, now }: Putting,
): PutOutcome {
  const present = new Map<string, Wish>(items.map((item) => [item.variantId, item]));
  const quantities = new Map(wanted.map(({ variantId, quantity }) => [variantId, quantity]));
  const wishes = [...quantities].map(([variantId, quantity]) => ({
    ...(present.get(variantId) ?? newWish(variantId, { newId, now })),
    quantity,
  }));
  return within(items, wishes);
}

/** What is to be stored of a list once a line is in it, and what of it is otherwise than it was. */
export type PutLineOutcome =
  | { readonly kind: 'put'; readonly wishes: readonly Wish[]; readonly warnings: readonly Warning[] }
  | Exclude<PutOutcome, { kind: 'put' }>
  | { readonly kind: 'too-much-said' };

/**
 * Wishes for what is in a line of a cart, with what was said of it; pieces add up as far as a cart takes them. A list takes as many
 * characters as a cart, and none of the line's are left out.
 */
export function putLine({ items }: Items, line: CartLine, putting: Putting): PutLineOutcome {
  const present = items.find(({ variantId }) => variantId === line.variantId);
  const beside = { ...noWords, lines: items.filter((item) => item !== present) };
  const own = joinMetafields(noWords, line, { said: roomIn(beside), kept: privateRoomIn(beside) });
  if (!own.fits) return { kind: 'too-much-said' };
  const { metafields, privateMetafields, isWhole } = joinMetafields(own, present ?? noWords, own.room);
  const wish = present ?? newWish(line.variantId, putting);
  const { quantity, limit } = clampQuantity(wish.quantity + line.quantity, null);
  const put = within(items, [{ ...wish, quantity, metafields, privateMetafields }]);
  if (put.kind !== 'put') return put;
  const item = { ...line, id: wish.id, quantity };
  const warnings = [
    ...(limit === null ? [] : [quantityClamped(item, 'list')]),
    ...(isWhole ? [] : [metafieldsRemoved(item.id, { line, isOtherCarts: false })]),
  ];
  return { ...put, warnings };
}

const noWords = { metafields: [], privateMetafields: [] };

function newWish(variantId: string, { newId, now }: Putting): Wish {
  return { id: newId(), variantId, quantity: 0, ...noWords, addedAt: now };
}

function within(items: readonly Wish[], wishes: readonly Wish[]): PutOutcome {
  const variantIds = new Set([...items, ...wishes].map(({ variantId }) => variantId));
  return variantIds.size > maxItems ? { kind: 'too-many-items', limit: maxItems } : { kind: 'put', wishes };
}
