import { isId } from '@cartwright/graph';
import { optionalViewer, requireViewer } from '@cartwright/identity';
import { clientNetworkOf } from '@cartwright/process';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn } from '../users/door.ts';
import { deviceName } from './device-name.ts';
import { secondFactorRequired } from './second-factor-required.ts';
import { sessionSuccess } from './session-success.ts';
import { userAgentOf } from './user-agent.ts';

/** The resolvers of sessions. */
export const resolvers = {
  User: {
    sessions: ({ id }, _args, context) =>
      optionalViewer(context)?.id === id ? context.sessions.findSessions(id) : null,
  },
  Session: {
    deviceName: ({ userAgent }) => deviceName(userAgent),
    isCurrent: ({ id }, _args, { viewer }) => viewer?.sessionId === id,
  },
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
        network: clientNetworkOf(request),
      });
      switch (outcome.kind) {
        case 'signed-in':
          return sessionSuccess(outcome.session, tokenFault);
        case 'second-factor-required':
          return secondFactorRequired(outcome.challenge);
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
    sessionRevoke: async (_root, { input: { id } }, context) => {
      const { id: userId } = requireViewer(context);
      if (isId(id)) await context.sessions.endSessions({ userId, only: id });
      return { user: { ...(await loadSignedIn(context, userId)), isOwn: true } };
    },
    sessionRevokeAll: async (_root, { input: { keepCurrent } }, context) => {
      const { id: userId, sessionId } = requireViewer(context);
      await context.sessions.endSessions(keepCurrent === true ? { userId, except: sessionId } : { userId });
      return { user: { ...(await loadSignedIn(context, userId)), isOwn: true } };
    },
  },
} satisfies Resolvers;
