import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import type { QuotedCart } from '../cart/door.ts';
import type { Resolvers } from '../generated/graphql.ts';

/** A cart as it is, and then whenever it shows something else. */
export const resolvers = {
  Subscription: {
    cartChanged: {
      subscribe: async (_root, { cartId }, context) => {
        const viewer = requireViewer(context);
        const events = await context.following.followCart({ viewer, cartId });
        if (events === null) throw badUserInput('There is no such cart.', 'cartId');
        return events;
      },
      resolve: (cart: QuotedCart) => ({ cart }),
    },
  },
} satisfies Resolvers;
