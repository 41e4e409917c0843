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

/** Names and values take turns. */
function countHosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((text, at) => at % 2 === 0 && text.length === 4 && text.toLowerCase() === 'host')
    .length;
}

function severalHosts(): GraphQLError {
  const http = { status: 400, headers: [['connection', 'close']] };
  return new GraphQLError('The request names more than one host.', {
    extensions: { code: 'BAD_REQUEST', http },
  });
}
