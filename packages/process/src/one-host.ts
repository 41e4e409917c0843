import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';

/**
 * Refuses a request that names more than one host, and ends its connection (RFC 9112, 3.2): Node goes by the first, a proxy in
 * front perhaps by another.
 */
export function requireOneHost(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (countHosts(request.raw.rawHeaders) <= 1) done();
    else done(severalHosts());
  });
}

/** How many hosts a request names; names and values of its headers take turns. */
export function countHosts(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') count += 1;
  return count;
}

function severalHosts(): GraphQLError {
  const http = { status: 400, headers: [['connection', 'close']] };
  return new GraphQLError('The request names more than one host.', {
    extensions: { code: 'BAD_REQUEST', http },
  });
}
