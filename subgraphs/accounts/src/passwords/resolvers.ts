import { requireCustomer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn } from '../users/door.ts';

const wrongPassword = {
  __typename: 'CurrentPasswordWrongError',
  message: 'The password until now is another one.',
} as const;

/** The resolvers of passwords. */
export const resolvers = {
  Mutation: {
    customerPasswordChange: async (_root, { input }, context) => {
      const viewer = requireCustomer(context);
      const outcome = await context.passwords.changePassword({ ...input, viewer });
      switch (outcome.kind) {
        case 'changed':
          return {
            __typename: 'CustomerPasswordChangeSuccess',
            user: await loadSignedIn(context, viewer.id),
          };
        case 'wrong-password':
          return wrongPassword;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
