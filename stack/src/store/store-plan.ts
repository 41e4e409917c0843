import path from 'node:path';
import { domains, type Domain } from '@cartwright/events';
import { ownUrlOf } from '../addresses/store-address.ts';
import type { ProcessSpec } from '../processes/store-process.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { Basis } from './open-basis.ts';

/** A part of the store that may have replicas. */
export type Replicated = Domain | 'gateway';

/** The number of replicas per part; 1 when not given. */
export type Replicas = Readonly<Partial<Record<Replicated, number>>>;

/** What the environment of the processes is made from. */
export interface PlanOptions extends Basis {
  readonly replicas: Replicas;
  /** Additional variables by process (`orders-2`) or by part (`orders`, all of its replicas). */
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The gateway and the subgraphs as one process. */
  readonly oneProcess?: boolean;
}

/** The names of a part's replicas: `orders`, `orders-2`, … */
export function replicaNames(part: Replicated, replicas: Replicas): string[] {
  return Array.from({ length: replicas[part] ?? 1 }, (_, index) =>
    index === 0 ? part : `${part}-${index + 1}`,
  );
}

/** Where the mailbox keeps the mails of a store. */
export function mailDirectory(dataDir: string): string {
  return path.join(dataDir, 'mail');
}

/** Lists the processes of a store in groups, each of which depends on the groups before it. */
export function storePlan(options: PlanOptions): ProcessSpec[][] {
  const spec = (name: string, part: string, script: string, env: Record<string, string>): ProcessSpec => ({
    name,
    script: path.join(repositoryRoot, script),
    url: part === 'gateway' ? ownUrlOf(options.address, portOf(options, name)) : localUrl(options, name),
    port: portOf(options, name),
    logFile: logFileOf(options, name),
    env: {
      ...commonEnvironment(options, name),
      ...env,
      ...options.env[part],
      ...(name === part ? {} : options.env[name]),
    },
  });
  const helpers = [
    spec('mailbox', 'mailbox', 'stack/src/mailbox/main.ts', mailboxEnvironment(options)),
    spec('simulator', 'simulator', 'subgraphs/payments/simulator/main.ts', simulatorEnvironment(options)),
    ...(hasSampleProvider(options, process.env)
      ? [
          spec(
            'identity-provider',
            'identity-provider',
            'stack/src/identity-provider/main.ts',
            identityProviderEnvironment(options),
          ),
        ]
      : []),
  ];
  if (options.oneProcess === true) {
    const one = spec('gateway', 'gateway', 'monolith/src/main.ts', monolithEnvironment(options));
    return [helpers, [{ ...one, name: monolith, logFile: logFileOf(options, monolith) }]];
  }
  const subgraph = (domain: Domain): ProcessSpec[] =>
    replicaNames(domain, options.replicas).map((name) =>
      spec(name, domain, `subgraphs/${domain}/src/main.ts`, {
        ...subgraphEnvironment(domain, options),
        ...neighbourEnvironment(domain, options),
        AUTHORITY: new URL(localUrl(options, name)).host,
      }),
    );
  const gateways = replicaNames('gateway', options.replicas).map((name) =>
    spec(name, 'gateway', 'gateway/src/main.ts', {
      ...gatewayEnvironment(options),
      ...wayToSubgraphs(options),
    }),
  );
  return [helpers, domains.flatMap(subgraph), gateways];
}

/** The name of the one process, where the gateway and the subgraphs are one. */
export const monolith = 'store';

function logFileOf({ dataDir }: PlanOptions, name: string): string {
  return path.join(dataDir, 'logs', `${name}.log`);
}

/** Where Node keeps compiled code: a restarted process, or a second start, loads its modules in two thirds of the time. */
const compileCache = path.join(repositoryRoot, 'node_modules/.cache/cartwright/compile-cache');

function commonEnvironment(options: PlanOptions, name: string): Record<string, string> {
  return {
    NODE_ENV: options.mode,
    NODE_COMPILE_CACHE: compileCache,
    HOST: '127.0.0.1',
    PORT: String(portOf(options, name)),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
  };
}

function subgraphEnvironment(domain: Domain, options: PlanOptions): Record<string, string> {
  return {
    DATABASE_URL: options.databaseUrls[domain],
    NATS_URL: options.services.nats.urlFor(domain),
    PUBLIC_URL: options.publicUrl,
    ...ownEnvironments(options)[domain],
  };
}

/** What a subgraph knows the processes around it by. */
function neighbourEnvironment(domain: Domain, options: PlanOptions): Record<string, string> {
  const { gatewayKeys, ordersToCartsKey } = options.secrets;
  return {
    JWKS_URL: jwksUrl(options),
    GATEWAY_KEYS: gatewayKeys[domain],
    ...(domain === 'carts' && { ORDERS_KEYS: ordersToCartsKey }),
    ...(domain === 'orders' && { CARTS_URL: replicaUrls('carts', options), CARTS_KEY: ordersToCartsKey }),
  };
}

/** The variables of a process that is all of them: those of the gateway, and of each subgraph under its name. */
function monolithEnvironment(options: PlanOptions): Record<string, string> {
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

/** Additional variables by domain; a domain that is missing needs none. */
function ownEnvironments(options: PlanOptions): Partial<Record<Domain, Record<string, string>>> {
  const { secrets } = options;
  return {
    accounts: {
      TOKEN_PRIVATE_KEY: secrets.tokenPrivateKey,
      SECOND_FACTOR_KEYS: secrets.secondFactorKey,
      NOTIFICATIONS_SEAL_KEY: secrets.sealKeys.accounts,
      PASSKEY_ORIGINS: returnTargets(options, process.env)['CHECKOUT_RETURN_ORIGINS'] ?? '',
      ...identityEnvironment(options),
    },
    products: {
      MEDIA_SIGNING_KEYS: secrets.mediaSigningKey,
      MEDIA_CACHE_DIR: path.join(options.dataDir, 'media'),
      ...pictureMemory,
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
      SMTP_URL: `smtp://127.0.0.1:${portOf(options, 'smtp')}`,
      MAIL_FROM: 'Cartwright <shop@cartwright.example>',
      SHOP_URL: process.env['SHOP_URL'] ?? options.publicUrl,
    },
  };
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

function identityProviderEnvironment(options: PlanOptions): Record<string, string> {
  return {
    ISSUER: sampleIssuer(options),
    CLIENT_ID: clientId,
    CLIENT_SECRET: options.secrets.identityClientSecret,
    REDIRECT_URIS: identityRedirects(options),
  };
}

/** Its events go to the gateway, as those of a provider on the internet do. */
function simulatorEnvironment(options: PlanOptions): Record<string, string> {
  return {
    DATABASE_URL: options.databaseUrls.payments,
    WEBHOOK_URL: `${ownUrlOf(options.address, portOf(options, 'gateway'))}/webhooks/simulator`,
    PAYMENT_WEBHOOK_SECRET: options.secrets.paymentWebhookSecret,
    SIMULATOR_PUBLIC_URL: `${options.publicUrl}/bank`,
  };
}

function mailboxEnvironment(options: PlanOptions): Record<string, string> {
  return {
    SMTP_PORT: String(portOf(options, 'smtp')),
    MAIL_DIR: mailDirectory(options.dataDir),
    PUBLIC_URL: options.publicUrl,
  };
}

function wayToSubgraphs(options: PlanOptions): Record<string, string> {
  const { gatewayKeys } = options.secrets;
  const subgraphs = domains.flatMap((domain) => [
    [`${domain.toUpperCase()}_URL`, replicaUrls(domain, options)],
    [`${domain.toUpperCase()}_KEY`, gatewayKeys[domain]],
  ]);
  return { ...(Object.fromEntries(subgraphs) as Record<string, string>), JWKS_URL: jwksUrl(options) };
}

function gatewayEnvironment(options: PlanOptions): Record<string, string> {
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

function replicaUrls(part: Replicated, options: PlanOptions): string {
  return replicaNames(part, options.replicas)
    .map((name) => localUrl(options, name))
    .join(',');
}

function localUrl(options: PlanOptions, name: string): string {
  return `http://127.0.0.1:${portOf(options, name)}`;
}

function portOf({ ports }: PlanOptions, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`No port was chosen for ${name}.`);
  return port;
}
