import type { Metafield } from '@cartwright/metafields';
import type { Titles } from '../../offers/door.ts';

/** The most lists that a customer names. */
export const maxLists = 20;

/** The most variants that are in one list. */
export const maxItems = 100;

/** What a list is for. Narrows a column. */
export type WishListKind = 'NAMED' | 'SAVED_FOR_LATER';

/** What somebody would like to have. */
export interface WishList {
  readonly id: string;
  readonly ownerId: string;
  readonly kind: WishListKind;
  /** Null for what was saved for later. */
  readonly name: string | null;
  /** Whoever has it reads the list; null while it is not shared. */
  readonly shareToken: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Oldest first. */
  readonly items: readonly WishListItem[];
}

/** A variant in a list. */
export interface Wish {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** What the buyer had said of the line that was saved. */
  readonly metafields: readonly Metafield[];
  /** What staff kept of it, for themselves. */
  readonly privateMetafields: readonly Metafield[];
  readonly addedAt: Date;
}

/** The same with what carts know of the variant. */
export interface WishListItem extends Wish {
  readonly title: string;
  readonly variantTitle: string;
  readonly translations: Titles;
}
