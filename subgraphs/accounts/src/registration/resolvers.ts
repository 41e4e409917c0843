import { invalidInputError } from '@cartwright/input';
import { negotiateLanguage } from '@cartwright/languages';
import type { Resolvers } from '../generated/graphql.ts';
import { sessionSuccess, userAgentOf } from '../sessions/door.ts';

/** The resolvers of registration. */
export const resolvers = {
  Mutation: {
    customerRegister: async (_root, { input }, { registration, viewer, tokenFault, request }) => {
      const locale = input.locale ?? negotiateLanguage(request.headers['accept-language']);
      const outcome = await registration.registerCustomer({
        ...input,
        locale,
        wantsNewsletter: input.newsletter ?? false,
        viewer,
        userAgent: userAgentOf(request),
      });
      switch (outcome.kind) {
        case 'registered':
          return sessionSuccess(outcome.session, tokenFault);
        case 'email-taken':
          return {
            __typename: 'EmailTakenError',
            message: 'There is an account with this e-mail address.',
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
