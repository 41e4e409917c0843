import { requireCustomer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** What a reader wants to be mailed, and what staff see of it. */
export const resolvers = {
  Query: {
    notificationPreferences: (_root, _args, context) =>
      context.consents.readPreferences(requireCustomer(context).id),
    consents: (_root, args, { consents }) => consents.readConsents(args),
  },
  Mutation: {
    notificationPreferencesUpdate: async (_root, { input }, context) => {
      const customerId = requireCustomer(context).id;
      const outcome = await context.consents.updatePreferences({ ...input, customerId });
      switch (outcome.kind) {
        case 'updated':
          return {
            __typename: 'NotificationPreferencesUpdateSuccess',
            preferences: outcome.preferences,
          };
        case 'email-not-confirmed':
          return {
            __typename: 'EmailNotConfirmedError',
            message: 'Please confirm your e-mail address first.',
          };
      }
    },
  },
} satisfies Resolvers;
