import { cartTooLarge, variantUnavailable } from '../cart/door.ts';
import type { RefusedItem } from './rules/put-into-cart.ts';

/** A list that the viewer does not have, as the schema's `WishListNotFoundError`. */
export function listNotFound({ wishListId }: { readonly wishListId: string }) {
  const message = 'You have no such wish list.';
  return { __typename: 'WishListNotFoundError', message, wishListId } as const;
}

/** A variant that the shop does not sell, as the schema's `WishListVariantNotFoundError`. */
export function variantNotFound(variantId: string) {
  const message = 'There is no such variant.';
  return { __typename: 'WishListVariantNotFoundError', message, variantId } as const;
}

/** A list that would be over its limit, as the schema's `TooManyWishListItemsError`. */
export function tooManyItems(limit: number) {
  const message = `A wish list takes up to ${limit} different variants.`;
  return { __typename: 'TooManyWishListItemsError', message, limit } as const;
}

/** A list that takes no more of what was said of lines, as the schema's `WishListTooMuchSaidError`. */
export const tooMuchSaid = {
  __typename: 'WishListTooMuchSaidError',
  message: 'What was said of this is too much to keep beside what is saved already; the cart is as it was.',
} as const;

/** A list that is for its owner alone, as the schema's `WishListNotSharedError`. */
export function notShared({ wishListId }: { readonly wishListId: string }) {
  const message = 'What is saved for later cannot be shared; please share a wish list that you have named.';
  return { __typename: 'WishListNotSharedError', message, wishListId } as const;
}

/** A customer who has named enough lists, as the schema's `TooManyWishListsError`. */
export function tooManyLists(limit: number) {
  const message = `You have ${limit} wish lists already; please delete one first.`;
  return { __typename: 'TooManyWishListsError', message, limit } as const;
}

/** An item that stays in its list, as the schema's `WishListItemRefused`. */
export function showRefused({ item, error }: RefusedItem) {
  return { item, error: error.kind === 'too-large' ? cartTooLarge(error) : variantUnavailable(error) };
}
