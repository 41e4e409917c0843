import { optionalViewer, requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { cartRefused, cartSuccess } from '../cart/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { maxSaved } from './use-cases/save-cart.ts';

/** Carts that are put aside: one use case and one union member per outcome. */
export const resolvers = {
  Query: {
    savedCarts: (_root, page, context) => {
      const viewer = optionalViewer(context);
      return viewer === null ? null : context.savedCarts.listCarts({ viewer, ...page });
    },
  },
  Cart: {
    name: ({ cart }) => cart.savedAs,
  },
  Mutation: {
    cartSave: async (_root, { input }, context) => {
      const outcome = await context.savedCarts.saveCart({ viewer: requireViewer(context), ...input });
      switch (outcome.kind) {
        case 'changed':
          return cartSuccess(outcome);
        case 'not-found':
        case 'not-active':
          return cartRefused(outcome, input.cartId);
        case 'too-many-saved': {
          const message = `There can be ${maxSaved} carts beside the one in use. Please delete one first.`;
          return { __typename: 'TooManySavedCartsError', message, limit: maxSaved };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    cartActivate: async (_root, { input: { cartId, saveAs = null } }, context) => {
      const viewer = requireViewer(context);
      const outcome = await context.savedCarts.activateCart({ viewer, cartId, saveAs });
      switch (outcome.kind) {
        case 'changed':
          return cartSuccess(outcome);
        case 'not-found':
        case 'not-active':
          return cartRefused(outcome, cartId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    cartDelete: async (_root, { input: { cartId } }, context) => {
      const outcome = await context.savedCarts.deleteCart({ viewer: requireViewer(context), cartId });
      if (outcome.kind !== 'deleted') return cartRefused(outcome, cartId);
      return { __typename: 'CartDeleteSuccess', cartId };
    },
  },
} satisfies Resolvers;
