import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { domains, type Domain } from '@cartwright/events';
import { natsUsers, redisUsers } from '@cartwright/servers';
import type { Secrets } from '../secrets.ts';

/** What each service of docker-compose.yml mounts at `/run/secrets`: the texts of its files, by service and name. */
export type ComposeSecrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Variables = Readonly<Record<string, string>>;
/** A value from `.env`, else the store's own. */
type Given = (name: string, own: string) => string;

/** The secrets of a store by the service that needs them: each gets its own alone. */
export function composeSecrets(secrets: Secrets, environment: NodeJS.ProcessEnv = {}): ComposeSecrets {
  const given: Given = (name, own) => environment[name]?.trim() || own;
  const databasePassword = (domain: Domain): string =>
    given(`${domain.toUpperCase()}_DATABASE_PASSWORD`, secrets.databasePasswords[domain]);
  const superuser = given('POSTGRES_PASSWORD', secrets.superuserPassword);
  const subgraphs = domains.map((domain) => {
    const own = { ...subgraphVariables(domain, secrets, given), ...ownVariables(secrets, given)[domain] };
    return [domain, fileOf({ DATABASE_URL: databaseUrl(domain, databasePassword(domain)), ...own })] as const;
  });
  return {
    postgres: { password: superuser },
    redis: fileOf(redisVariables(secrets, given)),
    nats: fileOf(natsVariables(secrets, given)),
    databases: fileOf({
      POSTGRES_URL: `postgresql://postgres:${encodeURIComponent(superuser)}@postgres:5432/postgres`,
      ...named(domains, (domain) => [`${domain.toUpperCase()}_DATABASE_PASSWORD`, databasePassword(domain)]),
      SAMPLE_STAFF_PASSWORD: secrets.sampleStaff.password,
      SAMPLE_STAFF_TOTP_SECRET: secrets.sampleStaff.totpSecret,
      SECOND_FACTOR_KEYS: given('SECOND_FACTOR_KEYS', secrets.secondFactorKey),
    }),
    simulator: fileOf({
      DATABASE_URL: databaseUrl('payments', databasePassword('payments')),
      PAYMENT_WEBHOOK_SECRET: given('PAYMENT_WEBHOOK_SECRET', secrets.paymentWebhookSecret),
    }),
    gateway: fileOf(gatewayVariables(secrets, given)),
    ...Object.fromEntries(subgraphs),
  };
}

/** Writes what `composeSecrets` gives below a directory, for services that run under accounts of their own to read and none to change. */
export function writeComposeSecrets(directory: string, secrets: ComposeSecrets): void {
  for (const [service, files] of Object.entries(secrets)) {
    const own = path.join(directory, service);
    mkdirSync(own, { recursive: true });
    chmodSync(own, 0o755);
    for (const [name, text] of Object.entries(files)) writeReadOnly(path.join(own, name), text);
  }
}

function writeReadOnly(file: string, text: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, text);
  chmodSync(file, 0o444);
}

function subgraphVariables(domain: Domain, secrets: Secrets, given: Given): Variables {
  const name = domain.toUpperCase();
  const natsPassword = given(`NATS_${name}_PASSWORD`, secrets.natsPasswords[domain]);
  return {
    NATS_URL: `nats://${domain}:${encodeURIComponent(natsPassword)}@nats:4222`,
    GATEWAY_KEYS: given(`GATEWAY_TO_${name}_KEYS`, gatewayKey(domain, secrets, given)),
  };
}

function gatewayKey(domain: Domain, secrets: Secrets, given: Given): string {
  return given(`GATEWAY_TO_${domain.toUpperCase()}_KEY`, secrets.gatewayKeys[domain]);
}

/** Additional variables by domain; a domain that is missing needs none. */
function ownVariables(secrets: Secrets, given: Given): Partial<Record<Domain, Variables>> {
  const ordersToCarts = given('ORDERS_TO_CARTS_KEY', secrets.ordersToCartsKey);
  const accountsSeal = given('ACCOUNTS_SEAL_KEY', secrets.sealKeys.accounts);
  const ordersSeal = given('ORDERS_SEAL_KEY', secrets.sealKeys.orders);
  const cartLinks = given('CART_LINK_KEYS', secrets.cartLinkKey);
  const webhookSecret = given('PAYMENT_WEBHOOK_SECRET', secrets.paymentWebhookSecret);
  return {
    accounts: {
      TOKEN_PRIVATE_KEY: given('TOKEN_PRIVATE_KEY', secrets.tokenPrivateKey),
      SECOND_FACTOR_KEYS: given('SECOND_FACTOR_KEYS', secrets.secondFactorKey),
      ERASED_ADDRESSES_KEY: given('ERASED_ADDRESSES_KEY', secrets.erasedAddressesKey),
      NOTIFICATIONS_SEAL_KEY: accountsSeal,
    },
    products: {
      MEDIA_SIGNING_KEYS: given('MEDIA_SIGNING_KEYS', secrets.mediaSigningKey),
      S3_SECRET_ACCESS_KEY: given('S3_SECRET_ACCESS_KEY', ''), // somebody else's: none is made here
      OPENSEARCH_URL: given('OPENSEARCH_URL', ''), // may hold a password
      GROONGA_URL: given('GROONGA_URL', ''),
    },
    carts: { ORDERS_KEYS: given('ORDERS_TO_CARTS_KEYS', ordersToCarts), CART_LINK_KEYS: cartLinks },
    orders: {
      CARTS_KEY: ordersToCarts,
      BUYER_SIGNALS_KEY: given('BUYER_SIGNALS_KEY', secrets.buyerSignalsKey),
      NOTIFICATIONS_SEAL_KEY: ordersSeal,
    },
    payments: { PAYMENT_WEBHOOK_SECRETS: given('PAYMENT_WEBHOOK_SECRETS', webhookSecret) },
    notifications: {
      ACCOUNTS_SEAL_KEYS: given('ACCOUNTS_SEAL_KEYS', accountsSeal),
      ORDERS_SEAL_KEYS: given('ORDERS_SEAL_KEYS', ordersSeal),
      WEBHOOK_SEAL_KEYS: given('WEBHOOK_SEAL_KEYS', secrets.webhookSealKey),
      CART_LINK_KEYS: cartLinks,
    },
  };
}

function gatewayVariables(secrets: Secrets, given: Given): Variables {
  const redisPassword = given('REDIS_GATEWAY_PASSWORD', secrets.redisPasswords.gateway);
  const natsPassword = given('NATS_GATEWAY_PASSWORD', secrets.natsPasswords.gateway);
  return {
    REDIS_URL: `redis://gateway:${encodeURIComponent(redisPassword)}@redis:6379`,
    NATS_URL: `nats://gateway:${encodeURIComponent(natsPassword)}@nats:4222`,
    ...named(domains, (domain) => [`${domain.toUpperCase()}_KEY`, gatewayKey(domain, secrets, given)]),
  };
}

function redisVariables({ redisPasswords }: Secrets, given: Given): Variables {
  return named(redisUsers, (user) =>
    withGiven(`REDIS_${user.toUpperCase()}_PASSWORD`, redisPasswords[user], given),
  );
}

function natsVariables({ natsPasswords }: Secrets, given: Given): Variables {
  return named(natsUsers, (user) =>
    withGiven(`NATS_${user.toUpperCase()}_PASSWORD`, natsPasswords[user], given),
  );
}

function withGiven(name: string, own: string, given: Given): [string, string] {
  return [name, given(name, own)];
}

function named<Item>(items: readonly Item[], entryOf: (item: Item) => [string, string]): Variables {
  return Object.fromEntries(items.map(entryOf));
}

function databaseUrl(domain: Domain, password: string): string {
  return `postgresql://cartwright_${domain}:${encodeURIComponent(password)}@postgres:5432/cartwright_${domain}`;
}

/** As Node's `--env-file` and a shell both read it. */
function fileOf(variables: Variables): { readonly env: string } {
  return {
    env: Object.entries(variables)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  };
}
