import { requireViewer } from '@cartwright/identity';
import { cartNotActive, cartSuccess, cartTooLarge, variantUnavailable } from '../cart/door.ts';
import type { Resolvers } from '../generated/graphql.ts';

/** Following the link of a mail about a cart that was left. */
export const resolvers = {
  Mutation: {
    cartRestore: async (_root, { input: { token } }, context) => {
      const outcome = await context.abandonment.restoreCart({ viewer: requireViewer(context), token });
      switch (outcome.kind) {
        case 'changed':
          return cartSuccess(outcome);
        case 'not-active':
          return cartNotActive(outcome);
        case 'too-large':
          return cartTooLarge(outcome);
        case 'variant-unavailable':
          return variantUnavailable(outcome);
        case 'link-invalid':
          return { __typename: 'CartLinkInvalidError', message: 'This link leads to no cart.' };
        case 'link-expired': {
          const message = 'This link is too old. What is in your cart is there once you sign in.';
          return { __typename: 'CartLinkExpiredError', message, expiredAt: outcome.expiredAt };
        }
      }
    },
  },
} satisfies Resolvers;
