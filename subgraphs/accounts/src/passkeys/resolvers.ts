import { isId } from '@cartwright/graph';
import { optionalViewer, requireCustomer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { changedFactors, factorPaused, factorWrong } from '../second-factors/door.ts';
import { sessionSuccess, userAgentOf } from '../sessions/door.ts';

const notAccepted = {
  __typename: 'PasskeyNotAcceptedError',
  message: 'This passkey was not accepted. Please try again, or sign in another way.',
} as const;

/** The resolvers of passkeys. */
export const resolvers = {
  User: {
    passkeys: ({ id }, _args, context) =>
      optionalViewer(context)?.id === id ? context.passkeys.findPasskeys(id) : null,
  },
  Mutation: {
    passkeyChallengeCreate: (_root, { input: { purpose } }, context) =>
      context.passkeys.createChallenge(purpose === 'SIGN_IN' ? null : requireCustomer(context).id),
    passkeySessionCreate: async (_root, { input: { response } }, context) => {
      const { viewer, tokenFault, request } = context;
      const userAgent = userAgentOf(request);
      const session = await context.passkeys.signInWithPasskey({ response, viewer, userAgent });
      return session === undefined ? notAccepted : sessionSuccess(session, tokenFault);
    },
    passkeyRegistrationCreate: async (_root, { input: { proof } }, context) => {
      const outcome = await context.passkeys.beginRegistration(requireCustomer(context), proof);
      switch (outcome.kind) {
        case 'begun':
          return {
            __typename: 'PasskeyRegistrationCreateSuccess',
            options: outcome.options,
            expiresAt: outcome.expiresAt,
          };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
    passkeyCreate: async (_root, { input }, context) => {
      const asker = { viewer: requireCustomer(context), userAgent: userAgentOf(context.request) };
      const outcome = await context.passkeys.registerPasskey({ ...input, ...asker });
      switch (outcome.kind) {
        case 'registered':
          return { __typename: 'PasskeyCreateSuccess', passkey: outcome.passkey, ...changedFactors(outcome) };
        case 'not-accepted':
          return notAccepted;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    passkeyRename: async (_root, { input: { id, name } }, context) => {
      const { id: userId } = requireCustomer(context);
      const outcome = isId(id)
        ? await context.passkeys.namePasskey({ userId, id, name })
        : ({ kind: 'not-found' } as const);
      switch (outcome.kind) {
        case 'named':
          return { __typename: 'PasskeyRenameSuccess', passkey: outcome.passkey };
        case 'not-found':
          return { __typename: 'PasskeyNotFoundError', message: 'There is no such passkey.' };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    passkeyDelete: async (_root, { input: { id, proof } }, context) => {
      const asker = { viewer: requireCustomer(context), userAgent: userAgentOf(context.request) };
      if (!isId(id)) return factorWrong;
      const outcome = await context.passkeys.removePasskey(asker, { id, proof });
      switch (outcome.kind) {
        case 'removed':
          return { __typename: 'PasskeyDeleteSuccess', ...changedFactors(outcome) };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
  },
} satisfies Resolvers;
