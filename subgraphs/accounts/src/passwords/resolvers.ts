import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { clientNetworkOf } from '@cartwright/process';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn } from '../users/door.ts';

const wrongPassword = {
  __typename: 'CurrentPasswordWrongError',
  message: 'The password until now is another one.',
} as const;

const linkSent = {
  __typename: 'CustomerPasswordResetLinkSendSuccess',
  message: 'If there is an account with this address, a link is on its way to it.',
} as const;

const passwordReset = {
  __typename: 'CustomerPasswordResetSuccess',
  message: 'Your password is changed. Sign in with the new one.',
} as const;

const invalidToken = {
  __typename: 'PasswordResetTokenInvalidError',
  message: 'This link has been used or is too old. Have another one sent.',
} as const;

/** The resolvers of passwords. */
export const resolvers = {
  Mutation: {
    customerPasswordChange: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
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
    customerPasswordResetLinkSend: async (_root, { input }, { passwords, request }) => {
      const outcome = await passwords.sendResetLink({ ...input, network: clientNetworkOf(request) });
      return outcome.kind === 'sent' ? linkSent : invalidInputError(outcome.fields);
    },
    customerPasswordReset: async (_root, { input }, { passwords }) => {
      const outcome = await passwords.resetPassword(input);
      switch (outcome.kind) {
        case 'reset':
          return passwordReset;
        case 'invalid-token':
          return invalidToken;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
