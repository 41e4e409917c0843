import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { domains } from '@cartwright/events';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../repository-root.ts';
import { loadSecrets } from '../secrets.ts';
import { composeSecrets, writeComposeSecrets } from './compose-secrets.ts';

interface Service {
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
}

const text = readFileSync(path.join(repositoryRoot, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Readonly<Record<string, Service>> };
const environmentOf = (service: string) => services[service]?.environment ?? {};

const directory = mkdtempSync(path.join(tmpdir(), 'cartwright-compose-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const secrets = loadSecrets(directory);
writeComposeSecrets(directory, composeSecrets(secrets));
/** The variables of a service's file, as `node --env-file` reads them. */
const secretsOf = (service: string) => parseEnv(readFileSync(path.join(directory, service, 'env'), 'utf8'));
const readers = Object.keys(composeSecrets(secrets));

describe.each(domains)('docker-compose.yml, for %s', (domain) => {
  const name = domain.toUpperCase();
  const databasePassword = secrets.databasePasswords[domain];
  const natsPassword = secrets.natsPasswords[domain];

  it('has a service with its own login, on its own database, and its own NATS user', () => {
    const main = `subgraphs/${domain}/src/main.ts`;
    expect(services[domain]?.command).toEqual(['node', '--env-file=/run/secrets/env', main]);
    expect(secretsOf(domain)).toMatchObject({
      DATABASE_URL: `postgresql://cartwright_${domain}:${databasePassword}@postgres:5432/cartwright_${domain}`,
      NATS_URL: `nats://${domain}:${natsPassword}@nats:4222`,
    });
  });

  it('gives the password to the NATS server and to the job that makes the databases', () => {
    expect(secretsOf('nats')[`NATS_${name}_PASSWORD`]).toBe(natsPassword);
    expect(secretsOf('databases')[`${name}_DATABASE_PASSWORD`]).toBe(databasePassword);
  });

  it('has a gateway that reaches it, signs with a key for it alone, and waits for it', () => {
    expect(environmentOf(domain)['AUTHORITY']).toBe(`${domain}:4000`);
    expect(secretsOf(domain)['GATEWAY_KEYS']).toBe(secrets.gatewayKeys[domain]);
    expect(environmentOf('gateway')[`${name}_URL`]).toBe(`http://${domain}:4000`);
    expect(secretsOf('gateway')[`${name}_KEY`]).toBe(secrets.gatewayKeys[domain]);
    expect(Object.keys(services['gateway']?.depends_on ?? {})).toContain(domain);
  });
});

/** The services whose files hold a secret. */
const holdersOf = (secret: string) =>
  readers.filter((service) =>
    Object.values(composeSecrets(secrets)[service] ?? {}).some((file) => file.includes(secret)),
  );

it('gives each secret to those alone who need it', () => {
  expect(holdersOf(secrets.ordersToCartsKey).toSorted()).toEqual(['carts', 'orders']);
  expect(holdersOf(secrets.redisPasswords.gateway).toSorted()).toEqual(['gateway', 'redis']);
  expect(holdersOf(secrets.superuserPassword).toSorted()).toEqual(['databases', 'postgres']);
  expect(holdersOf(secrets.paymentWebhookSecret).toSorted()).toEqual(['payments', 'simulator']);
  expect(holdersOf(secrets.tokenPrivateKey)).toEqual(['accounts']);
});

it('mounts the secrets of each service into it and into the job that makes them, and nowhere else', () => {
  for (const reader of readers) {
    const volume = new RegExp(`(^|:-)secrets-${reader}\\}?:`);
    const holders = Object.keys(services).filter((name) =>
      services[name]?.volumes?.some((one) => volume.test(one)),
    );
    expect(holders.toSorted()).toEqual(['init', reader].toSorted());
    expect(services['init']?.volumes).toContain(`secrets-${reader}:/secrets/${reader}`);
    expect(services[reader]?.volumes?.find((one) => volume.test(one))).toMatch(/:\/run\/secrets:ro$/);
  }
});

it('has no secret in it, nor a value for one that everybody would know', () => {
  expect(text).not.toMatch(/development-only/);
  expect(text).not.toMatch(/^ +\w*(_KEYS?|_SECRETS?|_PASSWORD|(DATABASE|NATS|REDIS|POSTGRES)_URL): /m);
});

it('starts nothing that needs a secret before the secrets are made', () => {
  const waitsForInit = (name: string): boolean =>
    name === 'init' || Object.keys(services[name]?.depends_on ?? {}).some(waitsForInit);
  for (const reader of readers) expect([reader, waitsForInit(reader)]).toEqual([reader, true]);
});

it('takes what .env says in place of a secret that was made, and two keys while they are exchanged', () => {
  const given = composeSecrets(secrets, {
    GATEWAY_TO_CARTS_KEYS: 'new,old',
    GATEWAY_TO_CARTS_KEY: 'old',
    ORDERS_DATABASE_PASSWORD: 'p@ss',
  });
  expect(parseEnv(given['carts']?.['env'] ?? '')['GATEWAY_KEYS']).toBe('new,old');
  expect(parseEnv(given['gateway']?.['env'] ?? '')['CARTS_KEY']).toBe('old');
  expect(parseEnv(given['orders']?.['env'] ?? '')['DATABASE_URL']).toContain(':p%40ss@');
});

it('sends the events of the payment provider to the gateway', () => {
  expect(environmentOf('simulator')['WEBHOOK_URL']).toBe('http://gateway:4000/webhooks/simulator');
});

describe('docker-compose.yml, for people', () => {
  const publicUrl = '${PUBLIC_URL:-http://localhost:${GATEWAY_PORT:-4000}}';

  it('opens the gateway to those who are named, and everything else to this machine alone', () => {
    const { gateway, ...others } = services;
    expect(gateway?.ports).toEqual(['${CARTWRIGHT_HOST:-127.0.0.1}:${GATEWAY_PORT:-4000}:4000']);
    for (const port of Object.values(others).flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('shows bank pages and mails through the gateway, under its public URL', () => {
    expect(environmentOf('simulator')['SIMULATOR_PUBLIC_URL']).toBe(`${publicUrl}/bank`);
    expect(environmentOf('mailbox')['PUBLIC_URL']).toBe(publicUrl);
    expect(environmentOf('gateway')).toMatchObject({
      PUBLIC_URL: publicUrl,
      PAYMENT_SIMULATOR_URL: 'http://simulator:4000',
      MAILBOX_URL: 'http://mailbox:4000',
    });
  });
});
