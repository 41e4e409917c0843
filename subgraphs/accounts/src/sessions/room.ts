import { guestClaimed } from '@cartwright/events';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { sessionsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { resolvers } from './resolvers.ts';

/** Signing in and out, as a guest or a customer, and the keys to check access tokens with. */
export function sessionsRoom(
  parts: Parts,
  { accessTokens, passwords }: Pick<Dependencies, 'accessTokens' | 'passwords'>,
): Room<Tables> {
  const { database, now, newId } = parts;
  const context = sessionsContext({
    database,
    transact: (work) => parts.messaging.transact(work),
    accessTokens,
    passwords,
    now,
    newId,
  });
  return {
    resolvers,
    context: () => context,
    publishes: [guestClaimed],
    routes: (app) => {
      app.get('/.well-known/jwks.json', (_request, reply) =>
        reply.header('cache-control', 'public, max-age=300').send(accessTokens.jwks),
      );
    },
  };
}
