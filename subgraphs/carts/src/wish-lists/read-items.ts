import { badUserInput } from '@cartwright/errors';
import { maxQuantity } from '../cart/door.ts';
import type { WishListItemInput } from '../generated/graphql.ts';
import type { WantedWish } from './rules/put-wishes.ts';

/** What is wished for, with ids in one spelling. @throws BAD_USER_INPUT for a quantity that no cart takes */
export function readItems(items: readonly WishListItemInput[]): WantedWish[] {
  return items.map(({ variantId, quantity = 1 }, index) => {
    if (quantity < 1 || quantity > maxQuantity)
      throw badUserInput('quantity must be 1 to 99.', `items.${index}.quantity`);
    return { variantId: variantId.toLowerCase(), quantity };
  });
}
