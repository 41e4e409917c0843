import { requireCustomer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn } from '../users/door.ts';

/** The resolvers of the profile. */
export const resolvers = {
  Mutation: {
    customerUpdate: async (_root, { input }, context) => {
      const { id: userId } = requireCustomer(context);
      await loadSignedIn(context, userId);
      return { user: await context.profile.updateCustomer({ ...input, userId }) };
    },
  },
} satisfies Resolvers;
