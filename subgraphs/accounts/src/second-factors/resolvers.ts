import { optionalViewer, requireCustomer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { sessionSuccess, userAgentOf } from '../sessions/door.ts';
import { changedFactors, factorPaused, factorWrong } from './answers.ts';

const invalidChallenge = {
  __typename: 'SecondFactorChallengeInvalidError',
  message: 'This sign-in took too long or was tried too often. Please begin again.',
} as const;

/** The resolvers of second factors. */
export const resolvers = {
  User: {
    secondFactors: ({ id }, _args, context) =>
      optionalViewer(context)?.id === id ? context.secondFactors.findFactors(id) : null,
  },
  Mutation: {
    sessionSecondFactorConfirm: async (_root, { input }, context) => {
      const { viewer, tokenFault, request } = context;
      const userAgent = userAgentOf(request);
      const outcome = await context.secondFactors.confirmSignIn({ ...input, viewer, userAgent });
      switch (outcome.kind) {
        case 'signed-in':
          return sessionSuccess(outcome.session, tokenFault);
        case 'invalid-challenge':
          return invalidChallenge;
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
    totpCreate: async (_root, { input: { proof } }, context) => {
      const outcome = await context.secondFactors.enrolTotp(requireCustomer(context), proof);
      switch (outcome.kind) {
        case 'enrolled':
          return { __typename: 'TotpCreateSuccess', secret: outcome.secret, otpauthUri: outcome.otpauthUri };
        case 'already-on':
          return { __typename: 'TotpAlreadyOnError', message: 'An authenticator app is on already.' };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
    totpConfirm: async (_root, { input: { code } }, context) => {
      const asker = { viewer: requireCustomer(context), userAgent: userAgentOf(context.request) };
      const outcome = await context.secondFactors.confirmTotp(asker, code);
      if (outcome.kind === 'wrong') return factorWrong;
      return { __typename: 'TotpConfirmSuccess', ...changedFactors(outcome) };
    },
    totpDelete: async (_root, { input: { proof } }, context) => {
      const asker = { viewer: requireCustomer(context), userAgent: userAgentOf(context.request) };
      const outcome = await context.secondFactors.removeTotp(asker, proof);
      switch (outcome.kind) {
        case 'removed':
          return { __typename: 'TotpDeleteSuccess', ...changedFactors(outcome) };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
    recoveryCodesCreate: async (_root, { input: { proof } }, context) => {
      const outcome = await context.secondFactors.renewRecoveryCodes(requireCustomer(context), proof);
      switch (outcome.kind) {
        case 'renewed':
          return { __typename: 'RecoveryCodesCreateSuccess', recoveryCodes: [...outcome.recoveryCodes] };
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
      }
    },
  },
} satisfies Resolvers;
