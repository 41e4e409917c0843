import path from 'node:path';
import { domains, type Domain } from '@cartwright/events';
import { ownUrlOf } from '../addresses/store-address.ts';
import { repositoryRoot } from '../repository-root.ts';
import { localUrl, mailDirectory, portOf, replicaUrls, smtpUrl, type PlanOptions } from './plan-options.ts';

/** Where Node keeps compiled code: a restarted process, or a second start, loads its modules in two thirds of the time. */
const compileCache = path.join(repositoryRoot, 'node_modules/.cache/cartwright/compile-cache');

/** What every process is told. */
export function commonEnvironment(options: PlanOptions, name: string): Record<string, string> {
  return {
    NODE_ENV: options.mode,
    NODE_COMPILE_CACHE: compileCache,
    HOST: '127.0.0.1',
    PORT: String(portOf(options, name)),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
  };
}

/** What a subgraph works with: its database, its messages, its secrets. */
export function subgraphEnvironment(domain: Domain, options: PlanOptions): Record<string, string> {
  return {
    DATABASE_URL: options.databaseUrls[domain],
    NATS_URL: options.services.nats.urlFor(domain),
    PUBLIC_URL: options.publicUrl,
    ...ownEnvironments(options)[domain],
  };
}

/** What a subgraph knows the processes around it by. */
export function neighbourEnvironment(domain: Domain, options: PlanOptions): Record<string, string> {
  const { gatewayKeys, ordersToCartsKey } = options.secrets;
  return {
    JWKS_URL: jwksUrl(options),
    GATEWAY_KEYS: gatewayKeys[domain],
    ...(domain === 'carts' && { ORDERS_KEYS: ordersToCartsKey }),
    ...(domain === 'orders' && { CARTS_URL: replicaUrls('carts', options), CARTS_KEY: ordersToCartsKey }),
  };
}

/** The variables of a process that is all of them: those of the gateway, and of each subgraph under its name. */
export function monolithEnvironment(options: PlanOptions): Record<string, string> {
  const ofSubgraphs = domains.flatMap((domain) =>
    Object.entries({ ...subgraphEnvironment(domain, options), ...options.env[domain] }).map(
      ([name, value]) => [`${domain.toUpperCase()}_${name}`, value] as const,
    ),
  );
  return { ...gatewayEnvironment(options), ...Object.fromEntries(ofSubgraphs), ...pictureMemory };
}

/** glibc keeps what large pictures needed, in parts: 663 MB after 70 of them, and 148 MB with this. */
const pictureMemory = { MALLOC_MMAP_THRESHOLD_: String(2 ** 20) };

/** Those of our own environment's variables that are set, as they are. */
function given(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.entries({ [name]: process.env[name] ?? '' }).filter(([, value]) => value !== ''),
    ),
  );
}

/** Where files are kept that staff upload, when it is not the disk. */
const bucketVariables = [
  'MEDIA_STORAGE',
  'S3_ENDPOINT',
  'S3_REGION',
  'S3_BUCKET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
];

/** What searches are answered by, when it is not PostgreSQL. */
const searchVariables = [
  'SEARCH_ENGINE',
  'OPENSEARCH_URL',
  'GROONGA_URL',
  'SEARCH_ALIAS',
  'SEARCH_TIMEOUT_MS',
  'SEARCH_FEED_SECONDS',
  'SEARCH_COUNT_SECONDS',
];

/** Additional variables by domain; a domain that is missing needs none. */
function ownEnvironments(options: PlanOptions): Partial<Record<Domain, Record<string, string>>> {
  const { secrets } = options;
  return {
    accounts: {
      TOKEN_PRIVATE_KEY: secrets.tokenPrivateKey,
      SECOND_FACTOR_KEYS: secrets.secondFactorKey,
      ERASED_ADDRESSES_KEY: secrets.erasedAddressesKey,
      NOTIFICATIONS_SEAL_KEY: secrets.sealKeys.accounts,
      PASSKEY_ORIGINS: returnTargets(options, process.env)['CHECKOUT_RETURN_ORIGINS'] ?? '',
      ...identityEnvironment(options),
    },
    products: {
      MEDIA_SIGNING_KEYS: secrets.mediaSigningKey,
      MEDIA_CACHE_DIR: path.join(options.dataDir, 'media'),
      SHOP_URL: shopUrl(options),
      MEDIA_DIR: path.join(options.dataDir, 'uploaded'),
      PICTURE_FETCH_TARGETS: targetsOf(options, 'PICTURE_FETCH_TARGETS'),
      ...given([...bucketVariables, ...searchVariables]),
      ...(options.services.groonga && { GROONGA_URL: options.services.groonga.url }),
      ...pictureMemory,
    },
    carts: {
      CART_LINK_KEYS: secrets.cartLinkKey,
      ...given(['CART_ABANDONED_AFTER_HOURS']),
    },
    orders: {
      BUYER_SIGNALS_KEY: secrets.buyerSignalsKey,
      NOTIFICATIONS_SEAL_KEY: secrets.sealKeys.orders,
      ...returnTargets(options, process.env),
    },
    payments: {
      PAYMENT_SIMULATOR_URL: localUrl(options, 'simulator'),
      PAYMENT_WEBHOOK_SECRETS: secrets.paymentWebhookSecret,
    },
    notifications: {
      ACCOUNTS_SEAL_KEYS: secrets.sealKeys.accounts,
      ORDERS_SEAL_KEYS: secrets.sealKeys.orders,
      WEBHOOK_SEAL_KEYS: secrets.webhookSealKey,
      CART_LINK_KEYS: secrets.cartLinkKey,
      WEBHOOK_TARGETS: targetsOf(options, 'WEBHOOK_TARGETS'),
      SMTP_URL: smtpUrl(options),
      MAIL_FROM: 'Cartwright <shop@cartwright.example>',
      SHOP_URL: shopUrl(options),
    },
  };
}

/** Where requests go to addresses that somebody names, unless that is said: anywhere while the store is developed. */
function targetsOf({ mode }: PlanOptions, variable: string): string {
  return process.env[variable] ?? (mode === 'production' ? 'public' : 'any');
}

/** Where customers shop, unless somebody says otherwise: the explorer's address. */
function shopUrl({ publicUrl }: PlanOptions): string {
  return process.env['SHOP_URL'] ?? publicUrl;
}

/**
 * Where buyers may come back to from the bank, unless others are named: the store's own pages; outside production also a
 * frontend that is being developed, on this machine as it is reached by itself and by others, and an app.
 */
function returnTargets(
  { publicUrl, mode }: PlanOptions,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const { origin, hostname } = new URL(publicUrl);
  if (mode === 'production')
    return {
      CHECKOUT_RETURN_ORIGINS: environment['CHECKOUT_RETURN_ORIGINS'] ?? origin,
      CHECKOUT_RETURN_SCHEMES: environment['CHECKOUT_RETURN_SCHEMES'] ?? '',
    };
  const hosts = [...new Set(['localhost', hostname])];
  const frontends = frontendPorts.flatMap((port) => hosts.map((host) => `http://${host}:${port}`));
  const origins = [...new Set([...frontends, origin])].join(',');
  return {
    CHECKOUT_RETURN_ORIGINS: environment['CHECKOUT_RETURN_ORIGINS'] ?? origins,
    CHECKOUT_RETURN_SCHEMES: environment['CHECKOUT_RETURN_SCHEMES'] ?? 'cartwright',
  };
}

/** Where Next.js and Vite serve what is being developed. */
const frontendPorts = [3000, 5173];

/** Whether the store signs in with a provider of its own: while it is developed, and none is named. */
export function hasSampleProvider(
  { mode }: Pick<PlanOptions, 'mode'>,
  environment: NodeJS.ProcessEnv,
): boolean {
  return mode !== 'production' && !environment['IDENTITY_PROVIDERS'];
}

/** Where the sample's identity provider is: browsers and accounts alike reach it on this machine alone. */
function sampleIssuer(options: PlanOptions): string {
  return `http://localhost:${portOf(options, 'identity-provider')}`;
}

/** With whose accounts customers sign in: those of the providers that are named, else of the sample's. */
function identityEnvironment(options: PlanOptions): Record<string, string> {
  const named = given(['IDENTITY_PROVIDERS', 'IDENTITY_REDIRECT_URIS']);
  if (!hasSampleProvider(options, process.env)) return named;
  const { identityClientSecret: clientSecret } = options.secrets;
  const client = { issuer: sampleIssuer(options), clientId, clientSecret };
  const sample = { id: 'sample', name: 'Sample ID', ...client, trustedForEmail: true };
  return {
    IDENTITY_PROVIDERS: JSON.stringify([sample]),
    IDENTITY_REDIRECT_URIS: identityRedirects(options),
    ...named,
  };
}

/** The shop, as the sample's provider knows it. */
const clientId = 'cartwright';

/** The explorer, and a frontend that is being developed. */
function identityRedirects({ publicUrl }: PlanOptions): string {
  const frontends = frontendPorts.map((port) => `http://localhost:${port}/sign-in`);
  return process.env['IDENTITY_REDIRECT_URIS'] ?? [`${publicUrl}/explorer/`, ...frontends].join(',');
}

/** What the sample's identity provider works with. */
export function identityProviderEnvironment(options: PlanOptions): Record<string, string> {
  return {
    ISSUER: sampleIssuer(options),
    CLIENT_ID: clientId,
    CLIENT_SECRET: options.secrets.identityClientSecret,
    REDIRECT_URIS: identityRedirects(options),
  };
}

/** Its events go to the gateway, as those of a provider on the internet do. */
export function simulatorEnvironment(options: PlanOptions): Record<string, string> {
  return {
    DATABASE_URL: options.databaseUrls.payments,
    WEBHOOK_URL: `${ownUrlOf(options.address, portOf(options, 'gateway'))}/webhooks/simulator`,
    PAYMENT_WEBHOOK_SECRET: options.secrets.paymentWebhookSecret,
    SIMULATOR_PUBLIC_URL: `${options.publicUrl}/bank`,
  };
}

/** What the mailbox works with. */
export function mailboxEnvironment(options: PlanOptions): Record<string, string> {
  return {
    SMTP_PORT: String(portOf(options, 'smtp')),
    MAIL_DIR: mailDirectory(options.dataDir),
    PUBLIC_URL: options.publicUrl,
  };
}

/** Where the gateway finds the subgraphs, and what it signs its requests to them with. */
export function wayToSubgraphs(options: PlanOptions): Record<string, string> {
  const { gatewayKeys } = options.secrets;
  const subgraphs = domains.flatMap((domain) => [
    [`${domain.toUpperCase()}_URL`, replicaUrls(domain, options)],
    [`${domain.toUpperCase()}_KEY`, gatewayKeys[domain]],
  ]);
  return { ...(Object.fromEntries(subgraphs) as Record<string, string>), JWKS_URL: jwksUrl(options) };
}

/** What the gateway works with. */
export function gatewayEnvironment(options: PlanOptions): Record<string, string> {
  return {
    HOST: options.address.host,
    PAYMENT_SIMULATOR_URL: localUrl(options, 'simulator'),
    MAILBOX_URL: localUrl(options, 'mailbox'),
    REDIS_URL: options.services.redis.urlFor('gateway'),
    NATS_URL: options.services.nats.urlFor('gateway'),
    PUBLIC_URL: options.publicUrl,
  };
}

function jwksUrl(options: PlanOptions): string {
  return `${localUrl(options, 'accounts')}/.well-known/jwks.json`;
}
