import { joinMetafields, maxQuantity, type CartLine } from '../../cart/door.ts';
import { maxItems, type Wish, type WishList } from './wish-list.ts';

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

type Items = Pick<WishList, 'items'>;

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

/** Wishes for what is in a line of a cart, with what was said of it; pieces add up as far as a cart takes them. */
export function putLine({ items }: Items, line: CartLine, putting: Putting): PutOutcome {
  const present = items.find(({ variantId }) => variantId === line.variantId);
  const { metafields, privateMetafields } = joinMetafields(line, present ?? noWords, anyLength);
  const wish = present ?? newWish(line.variantId, putting);
  const quantity = Math.min(wish.quantity + line.quantity, maxQuantity);
  return within(items, [{ ...wish, quantity, metafields, privateMetafields }]);
}

const noWords = { metafields: [], privateMetafields: [] };
const anyLength = { said: Infinity, kept: Infinity };

function newWish(variantId: string, { newId, now }: Putting): Wish {
  return { id: newId(), variantId, quantity: 0, ...noWords, addedAt: now };
}

function within(items: readonly Wish[], wishes: readonly Wish[]): PutOutcome {
  const variantIds = new Set([...items, ...wishes].map(({ variantId }) => variantId));
  return variantIds.size > maxItems ? { kind: 'too-many-items', limit: maxItems } : { kind: 'put', wishes };
}
