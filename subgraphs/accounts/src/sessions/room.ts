import { guestClaimed } from '@cartwright/events';
import { createTokenVerifier } from '@cartwright/identity';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { createLocalJWKSet } from 'jose';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { sessionsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { serveEndedSessions } from './ended/serve-ended-sessions.ts';
import type { SessionEnds } from './ended/session-ends.ts';
import { visitPurge } from './purge.ts';
import { graceMs } from './refresh-tokens.ts';
import { forgetSalts } from './repository/refresh-tokens.ts';
import { resolvers } from './resolvers.ts';

/** Signing in and out, as a guest or a customer, and the keys to check access tokens with. */
export function sessionsRoom(
  parts: Parts,
  {
    ends,
    ...shared
  }: Pick<Dependencies, 'accessTokens' | 'passwords' | 'gate' | 'attempts'> & { ends: SessionEnds },
): Room<Tables> {
  const { database, now, newId } = parts;
  const { accessTokens } = shared;
  const context = sessionsContext({
    database,
    transact: (work) => parts.messaging.transact(work),
    ...shared,
    ends,
    now,
    newId,
  });
  const forget = createLoop({
    name: 'forget what refresh tokens are derived with',
    round: () => forgetSalts(database.statements, new Date(now().getTime() - graceMs)),
    intervalMs: graceMs,
    logger: parts.logger,
  });
  return {
    resolvers,
    background: [forget, ends.reading, visitPurge(parts)],
    identity: {
      endedSessions: ends.sessions,
      verifyToken: createTokenVerifier({
        getKey: createLocalJWKSet(accessTokens.jwks),
        endedSessions: ends.sessions,
        now,
      }),
    },
    context: () => context,
    publishes: [guestClaimed],
    routes: (app) => {
      app.get('/.well-known/jwks.json', (_request, reply) =>
        reply.header('cache-control', 'public, max-age=300').send(accessTokens.jwks),
      );
      serveEndedSessions(app, ends);
    },
  };
}
