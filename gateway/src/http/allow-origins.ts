import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

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
];
const exposedHeaders = ['x-request-id', 'retry-after', 'www-authenticate'];
const preflightMaxAgeSeconds = 24 * 60 * 60;
const sandboxOrigin = 'https://studio.apollographql.com';
const localOrigin = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Whose pages may read answers, next to Apollo Sandbox. */
export interface OriginPolicy {
  readonly origins: readonly string[];
  /** Whether pages that this machine serves may, too: a frontend under development. */
  readonly localOrigins: boolean;
}

/**
 * Lets browsers of the given origins, and Apollo Sandbox, read answers. Credentials are never allowed: identity is a
 * bearer token, not a cookie.
 */
export function allowOrigins(app: FastifyInstance, { origins, localOrigins }: OriginPolicy): void {
  const listed = new Set([sandboxOrigin, ...origins]);
  const isAllowed = (origin = '') => listed.has(origin) || (localOrigins && localOrigin.test(origin));
  app.addHook('onRequest', async ({ headers }, reply) => {
    // https://wicg.github.io/private-network-access/: a page of the internet that asks a machine of this network
    const asksForPrivateNetwork = 'access-control-request-private-network' in headers;
    if (asksForPrivateNetwork && isAllowed(headers.origin)) {
      reply.header('access-control-allow-private-network', 'true');
    }
  });
  app.register(cors, {
    origin: (origin, done) => done(null, isAllowed(origin)),
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders,
    exposedHeaders,
    maxAge: preflightMaxAgeSeconds,
    strictPreflight: false,
  });
}
