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
  'x-graphql-event-stream-token',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'apollographql-client-name',
  'apollographql-client-version',
];
const exposedHeaders = ['x-request-id', 'retry-after', 'www-authenticate'];
const preflightMaxAgeSeconds = 24 * 60 * 60;
const sandboxOrigin = 'https://studio.apollographql.com';

/** Whose pages may read answers, next to Apollo Sandbox. */
export interface OriginPolicy {
  readonly origins: readonly string[];
  /** Hosts whose pages may on any port, as they stand in a URL: those of a frontend under development. */
  readonly hosts: readonly string[];
}

/**
 * Lets browsers of the given origins, and Apollo Sandbox, read answers. Credentials are never allowed: identity is a
 * bearer token, not a cookie.
 */
export function allowOrigins(app: FastifyInstance, { origins, hosts }: OriginPolicy): void {
  const listed = new Set([sandboxOrigin, ...origins]);
  const isAllowed = (origin = '') => listed.has(origin) || isServedBy(hosts, origin);
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

/** What is no origin, but only begins like one, is refused. */
function isServedBy(hosts: readonly string[], text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && url.origin === text && /^https?:$/.test(url.protocol) && hosts.includes(url.hostname)
  );
}
