import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { domains, perDomain, type Domain } from '@cartwright/events';
import { baseConfigShape, key, readConfig } from '@cartwright/process';
import { z } from 'zod';
import type { OriginPolicy } from './http/origin-policy.ts';
import { readLargeNetwork, timesAt, type LargeNetwork } from './rate/large-networks.ts';

const list = z.string().transform((text) => text.split(',').flatMap((part) => part.trim() || []));
const replicas = list.pipe(z.array(z.url({ protocol: /^https?$/ })).min(1, 'expected at least one URL'));
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const positive = (fallback: number) => z.coerce.number().min(1).default(fallback);
const largeNetworks = list.transform((entries, context) =>
  entries.flatMap((entry): readonly LargeNetwork[] => {
    const network = readLargeNetwork(entry);
    if (network !== undefined) return [network];
    context.addIssue(
      `expected networks with how often what is usual they may, as 203.0.113.0/24=10, not ${entry}`,
    );
    return [];
  }),
);
const optionalCount = z.coerce.number().int().min(1).optional();
/** Outside production a developer, their tests and their tools all share one address. */
const forDevelopers = {
  requestsPerSecond: 1_000,
  costPerSecond: 1_000_000,
  signInsPerMinute: 200,
  guestsPerMinute: 100_000,
  newcomerSeconds: 0,
  operationsPerUser: 2_000,
  runningPerNetwork: 1_000,
  connectionsPerAddress: 5_000,
  arrivingPerAddress: 2_000,
};
const rateDefaults = {
  development: forDevelopers,
  test: forDevelopers,
  production: {
    requestsPerSecond: 100,
    costPerSecond: 3_000,
    signInsPerMinute: 20,
    guestsPerMinute: 120,
    newcomerSeconds: 60,
    operationsPerUser: 200,
    runningPerNetwork: 6,
    connectionsPerAddress: 1_000,
    arrivingPerAddress: 500,
  },
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
    STORE_CURRENCIES: baseConfigShape.STORE_CURRENCIES,
    REDIS_URL: z.url({
      protocol: /^rediss?$/,
      error: 'expected a URL that starts with redis:// or rediss://',
    }),
    /** Where changes are heard of; without it what is kept of answers is used for a few seconds only. */
    NATS_URL: z.url({ protocol: /^(nats|tls)$/ }).optional(),
    /** Whether answers that everybody gets are kept. */
    RESPONSE_CACHE: z.enum(['on', 'off']).default('on'),
    RESPONSE_CACHE_BYTES: count(64 * 1024 * 1024),
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
    /** Operations of a user, or of all of an address who have no session or only just began one. */
    RATE_LIMIT_PER_SECOND: optionalCount,
    /** Estimated objects in answers, likewise. */
    COST_LIMIT_PER_SECOND: optionalCount,
    /** Registrations, sign-ins, links by mail and look-ups of orders per address. */
    SIGN_IN_LIMIT_PER_MINUTE: optionalCount,
    /** Sessions of guests per address. */
    GUEST_LIMIT_PER_MINUTE: optionalCount,
    /** For so long a new user shares with those of their address who have no session. */
    NEWCOMER_SECONDS: z.coerce.number().min(0).optional(),
    /** How often what a user may all of an address may together (of IPv6: a /64), and all of a network (/24, /48). */
    ADDRESS_LIMIT_FACTOR: positive(5),
    NETWORK_LIMIT_FACTOR: positive(10),
    /** Networks behind whose addresses many people stand: `203.0.113.0/24=10` may ten times as much of everything. */
    LARGE_NETWORKS: largeNetworks.default([]),
    /** A manifest of the documents that clients may run; without it they may run any. */
    TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
    MAX_BODY_BYTES: count(256 * 1024),
    /** Of WebSockets. */
    MAX_MESSAGE_BYTES: count(64 * 1024),
    /** How long a client may take to send its headers, and all of a request. */
    HEADERS_TIMEOUT_MS: count(10_000),
    REQUEST_TIMEOUT_MS: count(30_000),
    /** TCP connections: of everybody, of an address, and of an address without a whole request so far. */
    MAX_CONNECTIONS: count(10_000),
    MAX_CONNECTIONS_PER_ADDRESS: optionalCount,
    MAX_ARRIVING_PER_ADDRESS: optionalCount,
    MAX_TOKENS: count(4_000),
    MAX_DEPTH: count(16),
    MAX_ALIASES: count(50),
    MAX_ROOT_MUTATIONS: count(5),
    MAX_SELECTIONS: count(1_000),
    MAX_COST: count(20_000),
    MAX_PAGE_SIZE: count(100),
    MAX_SOCKETS_PER_USER: count(100),
    /** Per address: WebSockets that have not said who they are. */
    MAX_SOCKETS_BEFORE_INIT: count(50),
    MAX_OPERATIONS_PER_SOCKET: count(50),
    /** In progress at the same time on all connections, subscriptions included. */
    MAX_OPERATIONS_PER_USER: optionalCount,
    /** Worked on at the same time, of everybody and of one network; the others wait for their turn. */
    MAX_RUNNING: count(256),
    MAX_RUNNING_PER_NETWORK: optionalCount,
    /** Whether work is refused when there is too much of it, the least important first; by default in production. */
    SHED_LOAD: z.enum(['true', 'false']).optional(),
  })
  .transform((env) => ({
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    logLevel: env.LOG_LEVEL,
    jwksUrl: env.JWKS_URL,
    redisUrl: env.REDIS_URL,
    natsUrl: env.NATS_URL,
    responseCache: responseCacheOf(env),
    supergraphFile: env.SUPERGRAPH_FILE,
    /** Whether the supergraph is this store's. */
    isOurs: true as boolean,
    subgraphUrls: subgraphUrls(env),
    subgraphKeys: subgraphKeys(env),
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
    pages: pagesOf(env),
    introspection:
      env.INTROSPECTION === undefined ? env.NODE_ENV !== 'production' : env.INTROSPECTION === 'true',
    trustedDocumentsFile: env.TRUSTED_DOCUMENTS_FILE,
    cors: originPolicy(env),
    trustedProxies: env.TRUSTED_PROXIES === '' ? (false as const) : env.TRUSTED_PROXIES,
    rate: {
      requestsPerSecond: env.RATE_LIMIT_PER_SECOND ?? rateDefaults[env.NODE_ENV].requestsPerSecond,
      costPerSecond: env.COST_LIMIT_PER_SECOND ?? rateDefaults[env.NODE_ENV].costPerSecond,
      /** No operation that may run is refused for good. */
      costAtOnce: 2 * env.MAX_COST,
      signInsPerMinute: env.SIGN_IN_LIMIT_PER_MINUTE ?? rateDefaults[env.NODE_ENV].signInsPerMinute,
      guestsPerMinute: env.GUEST_LIMIT_PER_MINUTE ?? rateDefaults[env.NODE_ENV].guestsPerMinute,
      newcomerMs: 1_000 * (env.NEWCOMER_SECONDS ?? rateDefaults[env.NODE_ENV].newcomerSeconds),
      timesPerAddress: env.ADDRESS_LIMIT_FACTOR,
      timesPerNetwork: env.NETWORK_LIMIT_FACTOR,
      timesAt: timesAt(env.LARGE_NETWORKS),
    },
    maxBodyBytes: env.MAX_BODY_BYTES,
    maxMessageBytes: env.MAX_MESSAGE_BYTES,
    arrival: { headersMs: env.HEADERS_TIMEOUT_MS, requestMs: env.REQUEST_TIMEOUT_MS },
    connections: {
      maxAll: env.MAX_CONNECTIONS,
      maxEach: env.MAX_CONNECTIONS_PER_ADDRESS ?? rateDefaults[env.NODE_ENV].connectionsPerAddress,
      maxArrivingEach: env.MAX_ARRIVING_PER_ADDRESS ?? rateDefaults[env.NODE_ENV].arrivingPerAddress,
    },
    limits: {
      maxTokens: env.MAX_TOKENS,
      maxDepth: env.MAX_DEPTH,
      maxAliases: env.MAX_ALIASES,
      maxRootMutations: env.MAX_ROOT_MUTATIONS,
      maxSelections: env.MAX_SELECTIONS,
      maxCost: env.MAX_COST,
      maxPageSize: env.MAX_PAGE_SIZE,
    },
    work: {
      seats: env.MAX_RUNNING,
      seatsPerNetwork: env.MAX_RUNNING_PER_NETWORK ?? rateDefaults[env.NODE_ENV].runningPerNetwork,
      sheds: env.SHED_LOAD === undefined ? env.NODE_ENV === 'production' : env.SHED_LOAD === 'true',
    },
    sockets: {
      maxPerUser: env.MAX_SOCKETS_PER_USER,
      maxBeforeInit: env.MAX_SOCKETS_BEFORE_INIT,
      maxOperationsEach: env.MAX_OPERATIONS_PER_SOCKET,
      maxOperationsPerUser: env.MAX_OPERATIONS_PER_USER ?? rateDefaults[env.NODE_ENV].operationsPerUser,
    },
  }));

function pagesOf(env: {
  readonly NODE_ENV: string;
  readonly PAYMENT_SIMULATOR_URL?: string | undefined;
  readonly MAILBOX_URL?: string | undefined;
}) {
  return {
    /** Whether there are pages for those who develop with it: the explorer, and the one at `/`. */
    forDevelopers: env.NODE_ENV !== 'production',
    bankUrl: env.PAYMENT_SIMULATOR_URL,
    mailboxUrl: env.NODE_ENV === 'production' ? undefined : env.MAILBOX_URL,
  };
}

function responseCacheOf(env: {
  readonly RESPONSE_CACHE: 'on' | 'off';
  readonly RESPONSE_CACHE_BYTES: number;
}) {
  return { isOn: env.RESPONSE_CACHE === 'on', maxBytes: env.RESPONSE_CACHE_BYTES };
}

/** The gateway's configuration, read and checked. */
export type GatewayConfig = z.infer<typeof schema>;

/** Reads the configuration from the environment. @throws ConfigError listing every bad variable */
export function readGatewayConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig {
  return readConfig(schema, env);
}

const sandboxOrigin = 'https://studio.apollographql.com';

/** In production only pages that are named, and the store's own; else also Apollo Sandbox, and whatever this machine serves. */
function originPolicy({
  NODE_ENV,
  CORS_ORIGINS,
  PUBLIC_URL,
}: {
  readonly NODE_ENV: string;
  readonly CORS_ORIGINS: readonly string[];
  readonly PUBLIC_URL: string;
}): OriginPolicy {
  const own = [new URL(PUBLIC_URL).origin, ...CORS_ORIGINS];
  return NODE_ENV === 'production'
    ? { origins: own, hosts: [], refusesOthers: true }
    : { origins: [sandboxOrigin, ...own], hosts: ownHosts(PUBLIC_URL), refusesOthers: false };
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
