import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireCustomer, requirePerson, requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { cartRefused, lineNotFound } from '../cart/door.ts';
import type { MutationResolvers } from '../generated/graphql.ts';
import { readItems } from './read-items.ts';
import {
  listNotFound,
  notShared,
  showRefused,
  tooManyItems,
  tooManyLists,
  tooMuchSaid,
  variantNotFound,
} from './wish-list-result.ts';

/** The mutations of wish lists: who asks, one use case, one union member per outcome. */
export const Mutation = {
  wishListCreate: async (_root, { input: { name, idempotencyKey } }, context) => {
    const viewer = requireCustomer(context);
    const key = readIdempotencyKey(idempotencyKey);
    const outcome = await context.wishLists.createList({ viewer, name, idempotencyKey: key });
    switch (outcome.kind) {
      case 'changed':
        return { __typename: 'WishListCreateSuccess', wishList: outcome.wishList };
      case 'too-many-lists':
        return tooManyLists(outcome.limit);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
      case 'key-reused':
        return keyReusedError;
    }
  },

  wishListUpdate: async (_root, { input }, context) => {
    const outcome = await context.wishLists.renameList({ viewer: requireViewer(context), ...input });
    switch (outcome.kind) {
      case 'changed':
        return { __typename: 'WishListUpdateSuccess', wishList: outcome.wishList };
      case 'not-found':
        return listNotFound(input);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },

  wishListDelete: async (_root, { input }, context) => {
    const { kind } = await context.wishLists.deleteList({ viewer: requireViewer(context), ...input });
    return kind === 'deleted' ? { __typename: 'WishListDeleteSuccess', ...input } : listNotFound(input);
  },

  wishListItemsAdd: async (_root, { input }, context) => {
    const [viewer, items] = [requireViewer(context), readItems(input.items)];
    const outcome = await context.wishLists.addItems({ viewer, wishListId: input.wishListId, items });
    switch (outcome.kind) {
      case 'changed':
        return { __typename: 'WishListItemsAddSuccess', wishList: outcome.wishList };
      case 'not-found':
        return listNotFound(input);
      case 'variant-not-found':
        return variantNotFound(outcome.variantId);
      case 'too-many-items':
        return tooManyItems(outcome.limit);
    }
  },

  wishListItemsRemove: async (_root, { input: { wishListId, itemIds } }, context) => {
    const viewer = requireViewer(context);
    const outcome = await context.wishLists.removeItems({ viewer, wishListId, itemIds });
    return outcome.kind === 'changed'
      ? { __typename: 'WishListItemsRemoveSuccess', wishList: outcome.wishList }
      : listNotFound({ wishListId });
  },

  wishListItemsMoveToCart: async (_root, { input: { wishListId, itemIds } }, context) => {
    const viewer = requireViewer(context);
    const { defaultCurrency } = context.cart;
    const ids = itemIds.map((id) => id.toLowerCase());
    const outcome = await context.wishLists.moveToCart({ viewer, wishListId, itemIds: ids, defaultCurrency });
    if (outcome.kind === 'not-found') return listNotFound({ wishListId });
    const { cart, wishList, warnings, refused } = outcome;
    return {
      __typename: 'WishListItemsMoveToCartSuccess',
      ...{ cart, wishList, warnings: [...warnings] },
      refused: refused.map(showRefused),
    };
  },

  wishListShare: async (_root, { input }, context) => {
    const outcome = await context.wishLists.shareList({ viewer: requireViewer(context), ...input });
    switch (outcome.kind) {
      case 'changed':
        return { __typename: 'WishListShareSuccess', wishList: outcome.wishList };
      case 'not-found':
        return listNotFound(input);
      case 'is-saved':
        return notShared(input);
    }
  },

  wishListUnshare: async (_root, { input }, context) => {
    const outcome = await context.wishLists.unshareList({ viewer: requireViewer(context), ...input });
    return outcome.kind === 'changed'
      ? { __typename: 'WishListUnshareSuccess', wishList: outcome.wishList }
      : listNotFound(input);
  },

  cartLineSaveForLater: async (_root, { input }, context) => {
    const outcome = await context.wishLists.saveForLater({ viewer: requirePerson(context), ...input });
    switch (outcome.kind) {
      case 'saved': {
        const { cart, warnings, wishList } = outcome;
        return { __typename: 'CartLineSaveForLaterSuccess', cart, warnings: [...warnings], wishList };
      }
      case 'is-guest': {
        const message = 'Please sign in to save this for later; the cart is kept.';
        return { __typename: 'WishListSignInRequiredError', message };
      }
      case 'not-found':
      case 'not-active':
        return cartRefused(outcome, input.cartId);
      case 'line-not-found':
        return lineNotFound(outcome);
      case 'too-many-items':
        return tooManyItems(outcome.limit);
      case 'too-much-said':
        return tooMuchSaid;
    }
  },
} satisfies MutationResolvers;
