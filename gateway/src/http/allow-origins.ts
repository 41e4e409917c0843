import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { IsAllowedOrigin } from './origin-policy.ts';

const allowedHeaders = [
  'authorization',
  'content-type',
  'accept',
  'accept-language',
  'x-currency',
  'x-country',
  'x-request-id',
  'traceparent',
  'x-graphql-event-stream-token',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'apollographql-client-name',
  'apollographql-client-version',
];
const exposedHeaders = [
  'x-request-id',
  'retry-after',
  'www-authenticate',
  'etag',
  'age',
  'cache-status',
  'content-language',
];
const preflightMaxAgeSeconds = 24 * 60 * 60;

/** What lets a browser's page read an answer; undefined where no page asks that may. What fastify's plugin says of other requests, too. */
export function readableBy(
  origin: string | undefined,
  isAllowed: IsAllowedOrigin,
): Readonly<Record<string, string>> | undefined {
  if (origin === undefined || !isAllowed(origin)) return undefined;
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': exposedHeaders.join(', '),
  };
}

/**
 * Lets browsers of the given origins read answers. Credentials are never allowed: identity is a bearer token, not a cookie.
 */
export function allowOrigins(app: FastifyInstance, isAllowed: IsAllowedOrigin): void {
  app.addHook('onRequest', async ({ headers }, reply) => {
    // https://wicg.github.io/private-network-access/: a page of the internet that asks a machine of this network
    const asksForPrivateNetwork = 'access-control-request-private-network' in headers;
    if (asksForPrivateNetwork && isAllowed(headers.origin)) {
      reply.header('access-control-allow-private-network', 'true');
    }
  });
  app.register(cors, {
    origin: (origin, done) => done(null, isAllowed(origin)),
    methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
    allowedHeaders,
    exposedHeaders,
    maxAge: preflightMaxAgeSeconds,
    strictPreflight: false,
  });
}
