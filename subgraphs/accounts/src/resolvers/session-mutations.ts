import type { MutationResolvers } from '../generated/graphql.ts';
import { sessionSuccess } from './session-success.ts';

export const guestSessionCreate: NonNullable<MutationResolvers['guestSessionCreate']> = async (
  _root,
  _args,
  context,
) => sessionSuccess(await context.useCases.startGuestSession());

export const sessionCreate: NonNullable<MutationResolvers['sessionCreate']> = async (
  _root,
  { input },
  context,
) => {
  const outcome = await context.useCases.createSession(input.email, input.password, context.viewer);
  switch (outcome.kind) {
    case 'signed-in':
      return sessionSuccess(outcome.session);
    case 'invalid-credentials':
      return {
        __typename: 'InvalidCredentialsError',
        message: 'E-mail address and password do not fit together.',
      };
  }
};

export const sessionRefresh: NonNullable<MutationResolvers['sessionRefresh']> = async (
  _root,
  { input },
  context,
) => {
  const outcome = await context.useCases.refreshSession(input.refreshToken);
  switch (outcome.kind) {
    case 'refreshed':
      return sessionSuccess(outcome.session);
    case 'invalid-token':
      return {
        __typename: 'InvalidRefreshTokenError',
        message: 'The session is over. Please sign in again.',
      };
  }
};

export const sessionDelete: NonNullable<MutationResolvers['sessionDelete']> = async (
  _root,
  { input },
  context,
) => {
  await context.useCases.endSession(input.refreshToken);
  return { signedOut: true };
};
