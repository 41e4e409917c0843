import type { FastifyInstance } from 'fastify';

const allowedMethods = 'GET,POST,OPTIONS';
const allowedHeaders = [
  'authorization',
  'content-type',
  'accept',
  'accept-language',
  'x-currency',
  'x-request-id',
  'traceparent',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'apollographql-client-name',
  'apollographql-client-version',
].join(',');
const exposedHeaders = 'x-request-id,retry-after';
const preflightMaxAgeSeconds = '86400';
const sandboxOrigin = 'https://studio.apollographql.com';
const localOrigin = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Whose pages may read answers, next to Apollo Sandbox. */
export interface OriginPolicy {
  readonly origins: readonly string[];
  /** Pages that this machine serves: a frontend under development. */
  readonly localOrigins: boolean;
}

/**
 * Lets browsers of the given origins, and Apollo Sandbox, read answers. Credentials are never allowed: identity is a
 * bearer token, not a cookie.
 */
export function allowOrigins(app: FastifyInstance, { origins, localOrigins }: OriginPolicy): void {
  const listed = new Set([sandboxOrigin, ...origins]);
  const isAllowed = (origin: string) => listed.has(origin) || (localOrigins && localOrigin.test(origin));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !isAllowed(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', exposedHeaders);
    // https://wicg.github.io/private-network-access/: a page of the internet that asks a machine of this network
    if ('access-control-request-private-network' in request.headers) {
      reply.header('access-control-allow-private-network', 'true');
    }
  });
  app.options('*', (_request, reply) =>
    reply
      .header('access-control-allow-methods', allowedMethods)
      .header('access-control-allow-headers', allowedHeaders)
      .header('access-control-max-age', preflightMaxAgeSeconds)
      .code(204)
      .send(),
  );
}
