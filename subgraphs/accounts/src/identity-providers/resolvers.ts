import { isId } from '@cartwright/graph';
import { optionalViewer, requireCustomer } from '@cartwright/identity';
import { negotiateLanguage } from '@cartwright/languages';
import type { Resolvers } from '../generated/graphql.ts';
import { changedFactors, factorPaused, factorWrong } from '../second-factors/door.ts';
import { secondFactorRequired, sessionSuccess, userAgentOf } from '../sessions/door.ts';

const unknownProvider = {
  __typename: 'IdentityProviderNotFoundError',
  message: 'There is no such identity provider.',
} as const;

const redirectNotAllowed = {
  __typename: 'RedirectUriNotAllowedError',
  message: 'The identity provider may not send anybody back there.',
} as const;

const notAccepted = {
  __typename: 'IdentityNotAcceptedError',
  message: 'The identity provider did not confirm this sign-in. Please begin again.',
} as const;

const emailUnverified = {
  __typename: 'IdentityEmailUnverifiedError',
  message: 'The identity provider has not verified your e-mail address.',
} as const;

const accountExists = {
  __typename: 'AccountExistsError',
  message:
    'There is an account with this e-mail address. Sign in to it, and link the identity provider there.',
} as const;

/** The resolvers of identity providers. */
export const resolvers = {
  Query: {
    identityProviders: (_root, _args, { identityProviders }) => identityProviders.offered,
  },
  User: {
    identities: ({ id }, _args, context) =>
      optionalViewer(context)?.id === id ? context.identityProviders.findIdentities(id) : null,
  },
  Mutation: {
    identityProviderSessionStart: async (_root, { input }, context) => {
      const outcome = await context.identityProviders.beginSignIn(input);
      switch (outcome.kind) {
        case 'begun':
          return { __typename: 'IdentityProviderStartSuccess', ...outcome };
        case 'unknown-provider':
          return unknownProvider;
        case 'redirect-not-allowed':
          return redirectNotAllowed;
      }
    },
    identityProviderSessionCreate: async (_root, { input }, context) => {
      const { viewer, tokenFault, request } = context;
      const locale = negotiateLanguage(request.headers['accept-language']);
      const about = { viewer, locale, userAgent: userAgentOf(request) };
      const outcome = await context.identityProviders.signInAtProvider({ ...input, ...about });
      switch (outcome.kind) {
        case 'signed-in':
          return sessionSuccess(outcome.session, tokenFault);
        case 'second-factor-required':
          return secondFactorRequired(outcome.challenge);
        case 'not-accepted':
          return notAccepted;
        case 'email-unverified':
          return emailUnverified;
        case 'account-exists':
          return accountExists;
      }
    },
    identityLinkStart: async (_root, { input }, context) => {
      const outcome = await context.identityProviders.beginLink(requireCustomer(context), input);
      switch (outcome.kind) {
        case 'begun':
          return { __typename: 'IdentityProviderStartSuccess', ...outcome };
        case 'unknown-provider':
          return unknownProvider;
        case 'redirect-not-allowed':
          return redirectNotAllowed;
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
    identityLinkCreate: async (_root, { input }, context) => {
      const asker = { viewer: requireCustomer(context), userAgent: userAgentOf(context.request) };
      const outcome = await context.identityProviders.linkIdentity(asker, input);
      if (outcome.kind === 'not-accepted') return notAccepted;
      return { __typename: 'IdentityLinkCreateSuccess', ...changedFactors(outcome) };
    },
    identityLinkDelete: async (_root, { input: { id, proof } }, context) => {
      const asker = { viewer: requireCustomer(context), userAgent: userAgentOf(context.request) };
      if (!isId(id)) return factorWrong;
      const outcome = await context.identityProviders.unlinkIdentity(asker, { id, proof });
      switch (outcome.kind) {
        case 'removed':
          return { __typename: 'IdentityLinkDeleteSuccess', ...changedFactors(outcome) };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
  },
} satisfies Resolvers;
