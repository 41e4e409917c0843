import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { cartRefused, cartSuccess } from '../cart/door.ts';
import type { Resolvers } from '../generated/graphql.ts';

/** The business that buys a cart. */
export const resolvers = {
  Mutation: {
    cartTaxIdentityUpdate: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      const outcome = await context.taxIdentity.updateTaxIdentity({ viewer, ...input });
      switch (outcome.kind) {
        case 'changed':
          return cartSuccess(outcome);
        case 'not-found':
        case 'not-active':
          return cartRefused(outcome, input.cartId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Cart: {
    taxIdentity: ({ cart }) => cart.taxIdentity,
  },
  CartTaxIdentity: {
    checkedAt: ({ checkedAt }) => (checkedAt === null ? null : new Date(checkedAt)),
  },
} satisfies Resolvers;
