import type { Kept } from '../../cart/door.ts';
import type { Titles } from '../../offers/door.ts';

/** The most lists that a customer names. */
export const maxLists = 20;

/** The most variants that are in one list. */
export const maxItems = 100;

/** What a list is for. Narrows a column. */
export type WishListKind = 'NAMED' | 'SAVED_FOR_LATER';

/** What somebody would like to have. */
export interface WishList<Item = WishListItem> {
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
  readonly items: readonly Item[];
}

/** One that its owner has named, and may share. */
export interface NamedList extends WishList {
  readonly name: string;
}

/** Whether a list is one that its owner has named. */
export function isNamed(list: WishList): list is NamedList {
  return list.name !== null;
}

/** A variant in a list, with what carts know of it. */
export interface WishListItem {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly addedAt: Date;
  readonly title: string;
  readonly variantTitle: string;
  readonly translations: Titles;
}

/** The same with what was said of the line that was saved. */
export interface HeldItem extends WishListItem, Kept {}

/** A list that a transaction has locked. */
export type HeldList = WishList<HeldItem>;

/** What is stored of an item. */
export type Wish = Pick<HeldItem, 'id' | 'variantId' | 'quantity' | 'addedAt' | keyof Kept>;
