import type { Resolvers } from '../generated/graphql.ts';
import { sessionSuccess } from './session-success.ts';
import { userAgentOf } from './user-agent.ts';

/** The resolvers of sessions. */
export const resolvers = {
  Mutation: {
    guestSessionCreate: async (_root, _args, { sessions, request }) =>
      sessionSuccess(await sessions.startGuestSession(userAgentOf(request))),
    sessionCreate: async (_root, { input: { email, password } }, context) => {
      const { sessions, viewer, tokenFault, request } = context;
      const outcome = await sessions.createSession({
        email,
        password,
        viewer,
        userAgent: userAgentOf(request),
      });
      switch (outcome.kind) {
        case 'signed-in':
          return sessionSuccess(outcome.session, tokenFault);
        case 'invalid-credentials':
          return {
            __typename: 'InvalidCredentialsError',
            message: 'The e-mail address or the password is wrong.',
          };
      }
    },
    sessionRefresh: async (_root, { input }, { sessions }) => {
      const outcome = await sessions.refreshSession(input.refreshToken);
      switch (outcome.kind) {
        case 'refreshed':
          return sessionSuccess(outcome.session);
        case 'invalid-token':
          return {
            __typename: 'InvalidRefreshTokenError',
            message: 'The session is over. Please sign in again.',
          };
      }
    },
    sessionDelete: async (_root, { input }, { sessions }) => {
      await sessions.endSession(input.refreshToken);
      return { signedOut: true };
    },
  },
} satisfies Resolvers;
