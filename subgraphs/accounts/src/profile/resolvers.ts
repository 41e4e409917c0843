import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn, maySeePersonal } from '../users/door.ts';

/** The resolvers of the profile. */
export const resolvers = {
  User: {
    company: (user, _args, context) => (maySeePersonal(context, user) ? user.company : null),
    vatId: (user, _args, context) => (maySeePersonal(context, user) ? user.vatId : null),
  },
  Mutation: {
    customerUpdate: async (_root, { input }, context) => {
      const { id: userId } = requireViewer(context);
      await loadSignedIn(context, userId);
      const outcome = await context.profile.updateCustomer({ ...input, userId });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'CustomerUpdateSuccess', user: outcome.user };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
