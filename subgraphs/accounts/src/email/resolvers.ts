import { requireCustomer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { factorPaused, factorWrong } from '../second-factors/door.ts';
import { loadSignedIn, maySeePersonal } from '../users/door.ts';

const invalidLink = {
  __typename: 'EmailLinkInvalidError',
  message: 'This link has been used, is too old, or is for another account. Have another one sent.',
} as const;

const tooManyLinks = {
  __typename: 'TooManyEmailLinksError',
  message: 'Several links are on their way already. Please look into your mailbox.',
} as const;

const emailTaken = {
  __typename: 'EmailTakenError',
  message: 'There is an account with this e-mail address.',
} as const;

/** The resolvers of e-mail addresses. */
export const resolvers = {
  User: {
    emailVerifiedAt: (user, _args, context) => (maySeePersonal(context, user) ? user.emailVerifiedAt : null),
    isEmailVerified: (user, _args, context) => maySeePersonal(context, user) && user.emailVerifiedAt !== null,
  },
  Mutation: {
    customerEmailVerificationLinkSend: async (_root, _args, context) => {
      const user = await loadSignedIn(context, requireCustomer(context).id);
      const { kind } = await context.email.sendVerificationLink(user);
      switch (kind) {
        case 'sent':
          return { __typename: 'CustomerEmailVerificationLinkSendSuccess', user };
        case 'already-verified':
          return {
            __typename: 'EmailAlreadyVerifiedError',
            message: 'Your e-mail address is confirmed already.',
          };
        case 'too-many-links':
          return tooManyLinks;
      }
    },
    customerEmailVerify: async (_root, { input: { token } }, context) => {
      const { id: userId } = requireCustomer(context);
      const { kind } = await context.email.verifyEmail({ userId, token });
      if (kind === 'invalid-link') return invalidLink;
      return { __typename: 'CustomerEmailVerifySuccess', user: await loadSignedIn(context, userId) };
    },
    customerEmailChangeLinkSend: async (_root, { input }, context) => {
      const viewer = requireCustomer(context);
      const user = await loadSignedIn(context, viewer.id);
      const outcome = await context.email.sendChangeLink({ ...input, viewer, user });
      switch (outcome.kind) {
        case 'sent':
          return { __typename: 'CustomerEmailChangeLinkSendSuccess', user };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
        case 'email-taken':
          return emailTaken;
        case 'too-many-links':
          return tooManyLinks;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    customerEmailChange: async (_root, { input: { token } }, context) => {
      const viewer = requireCustomer(context);
      const { kind } = await context.email.changeEmail({ viewer, token });
      switch (kind) {
        case 'changed':
          return { __typename: 'CustomerEmailChangeSuccess', user: await loadSignedIn(context, viewer.id) };
        case 'invalid-link':
          return invalidLink;
        case 'email-taken':
          return emailTaken;
      }
    },
    customerEmailChangeUndo: async (_root, { input }, { email }) => {
      const outcome = await email.undoEmailChange(input);
      switch (outcome.kind) {
        case 'undone':
          return {
            __typename: 'CustomerEmailChangeUndoSuccess',
            message: 'Your account has its e-mail address again. Sign in with the new password.',
          };
        case 'invalid-link':
          return invalidLink;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
