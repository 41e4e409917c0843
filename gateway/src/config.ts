import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { domains, perDomain, type Domain } from '@cartwright/events';
import { baseConfigShape, key, readConfig } from '@cartwright/process';
import { z } from 'zod';

const list = z.string().transform((text) => text.split(',').flatMap((part) => part.trim() || []));
const replicas = list.pipe(z.array(z.url({ protocol: /^https?$/ })).min(1, 'expected at least one URL'));
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const optionalCount = z.coerce.number().int().min(1).optional();
/** Outside production a developer, their tests and their tools all share one address. */
const rateDefaults = {
  development: { requestsPerSecond: 1_000, signInsPerMinute: 200 },
  test: { requestsPerSecond: 1_000, signInsPerMinute: 200 },
  production: { requestsPerSecond: 100, signInsPerMinute: 20 },
};
const httpUrl = z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http:// or https://' });
const supergraphFile = fileURLToPath(new URL('../../supergraph.graphql', import.meta.url));

/** The key that requests are signed with, by subgraph: each knows its own alone. */
export type SubgraphKeys = Readonly<Record<string, string>>;

/** Base URLs of the replicas, by subgraph. */
export type SubgraphUrls = Readonly<Record<string, readonly string[]>>;

type SubgraphVariable = `${Uppercase<Domain>}_URL`;
const variableOf = (domain: Domain) => `${domain.toUpperCase()}_URL` as SubgraphVariable;
const subgraphVariables = Object.fromEntries(
  domains.map((domain) => [variableOf(domain), replicas]),
) as Record<SubgraphVariable, typeof replicas>;

type KeyVariable = `${Uppercase<Domain>}_KEY`;
const keyVariableOf = (domain: Domain) => `${domain.toUpperCase()}_KEY` as KeyVariable;
const keyVariables = Object.fromEntries(domains.map((domain) => [keyVariableOf(domain), key])) as Record<
  KeyVariable,
  typeof key
>;

const schema = z
  .object({
    NODE_ENV: baseConfigShape.NODE_ENV,
    HOST: baseConfigShape.HOST,
    PORT: baseConfigShape.PORT.default(4000),
    PUBLIC_URL: baseConfigShape.PUBLIC_URL,
    LOG_LEVEL: baseConfigShape.LOG_LEVEL,
    JWKS_URL: baseConfigShape.JWKS_URL,
    REDIS_URL: z.url({
      protocol: /^rediss?$/,
      error: 'expected a URL that starts with redis:// or rediss://',
    }),
    ...subgraphVariables,
    ...keyVariables,
    /** The payment simulator, whose bank pages are shown at `/bank`. */
    PAYMENT_SIMULATOR_URL: httpUrl.optional(),
    /** The mailbox of a store under development, shown at `/mailbox`; never in production, since it shows every mail. */
    MAILBOX_URL: httpUrl.optional(),
    SUPERGRAPH_FILE: z.string().min(1).default(supergraphFile),
    SUBGRAPH_TIMEOUT_MS: count(15_000),
    INTROSPECTION: z.enum(['true', 'false']).optional(),
    /** Origins whose pages may read answers; outside production also pages that this machine serves. */
    CORS_ORIGINS: list.default([]),
    /** Addresses of proxies whose `x-forwarded-for` is trusted, as fastify's `trustProxy` takes them. */
    TRUSTED_PROXIES: z.string().default(''),
    /** Operations per user, or per address without a token. */
    RATE_LIMIT_PER_SECOND: optionalCount,
    /** Registrations, sign-ins and look-ups of orders per address. */
    SIGN_IN_LIMIT_PER_MINUTE: optionalCount,
    /** A manifest of the documents that clients may run; without it they may run any. */
    TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
    MAX_BODY_BYTES: count(256 * 1024),
    MAX_TOKENS: count(4_000),
    MAX_DEPTH: count(16),
    MAX_ALIASES: count(50),
    MAX_ROOT_MUTATIONS: count(5),
    MAX_SELECTIONS: count(1_000),
    MAX_COST: count(20_000),
    MAX_PAGE_SIZE: count(100),
    MAX_SOCKETS_PER_USER: count(100),
    MAX_OPERATIONS_PER_SOCKET: count(50),
  })
  .transform((env) => ({
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    logLevel: env.LOG_LEVEL,
    jwksUrl: env.JWKS_URL,
    redisUrl: env.REDIS_URL,
    supergraphFile: env.SUPERGRAPH_FILE,
    subgraphUrls: subgraphUrls(env),
    subgraphKeys: subgraphKeys(env),
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
    pages: {
      /** Whether there are pages for those who develop with it: the explorer, and the one at `/`. */
      forDevelopers: env.NODE_ENV !== 'production',
      bankUrl: env.PAYMENT_SIMULATOR_URL,
      mailboxUrl: env.NODE_ENV === 'production' ? undefined : env.MAILBOX_URL,
    },
    introspection:
      env.INTROSPECTION === undefined ? env.NODE_ENV !== 'production' : env.INTROSPECTION === 'true',
    trustedDocumentsFile: env.TRUSTED_DOCUMENTS_FILE,
    cors: { origins: env.CORS_ORIGINS, hosts: env.NODE_ENV === 'production' ? [] : ownHosts(env.PUBLIC_URL) },
    trustedProxies: env.TRUSTED_PROXIES === '' ? (false as const) : env.TRUSTED_PROXIES,
    rate: {
      requestsPerSecond: env.RATE_LIMIT_PER_SECOND ?? rateDefaults[env.NODE_ENV].requestsPerSecond,
      signInsPerMinute: env.SIGN_IN_LIMIT_PER_MINUTE ?? rateDefaults[env.NODE_ENV].signInsPerMinute,
    },
    maxBodyBytes: env.MAX_BODY_BYTES,
    limits: {
      maxTokens: env.MAX_TOKENS,
      maxDepth: env.MAX_DEPTH,
      maxAliases: env.MAX_ALIASES,
      maxRootMutations: env.MAX_ROOT_MUTATIONS,
      maxSelections: env.MAX_SELECTIONS,
      maxCost: env.MAX_COST,
      maxPageSize: env.MAX_PAGE_SIZE,
    },
    sockets: { maxPerUser: env.MAX_SOCKETS_PER_USER, maxOperationsEach: env.MAX_OPERATIONS_PER_SOCKET },
  }));

/** The gateway's configuration, read and checked. */
export type GatewayConfig = z.infer<typeof schema>;

/** Reads the configuration from the environment. @throws ConfigError listing every bad variable */
export function readGatewayConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig {
  return readConfig(schema, env);
}

/** The names under which this machine serves pages: a frontend under development, also to a phone on its network. */
function ownHosts(publicUrl: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((found = []) => found);
  const inUrls = addresses.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
  return ['localhost', '127.0.0.1', '[::1]', ...inUrls, new URL(publicUrl).hostname];
}

function subgraphUrls(env: Record<SubgraphVariable, readonly string[]>): SubgraphUrls {
  return perDomain((domain) => env[variableOf(domain)]);
}

function subgraphKeys(env: Record<KeyVariable, string>): SubgraphKeys {
  return perDomain((domain) => env[keyVariableOf(domain)]);
}
