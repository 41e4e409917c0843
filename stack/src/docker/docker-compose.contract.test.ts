import { readFileSync } from 'node:fs';
import path from 'node:path';
import { domains } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { repositoryRoot } from '../repository-root.ts';

interface Service {
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const text = readFileSync(path.join(repositoryRoot, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Readonly<Record<string, Service>> };
const environmentOf = (service: string) => services[service]?.environment ?? {};

describe.each(domains)('docker-compose.yml, for %s', (domain) => {
  const name = domain.toUpperCase();
  const databasePassword = `\${${name}_DATABASE_PASSWORD:-development-only}`;
  const natsPassword = `\${NATS_${name}_PASSWORD:-development-only}`;

  it('has a service with its own login, on its own database, and its own NATS user', () => {
    expect(services[domain]).toMatchObject({
      command: ['node', `subgraphs/${domain}/src/main.ts`],
      environment: {
        DATABASE_URL: `postgresql://cartwright_${domain}:${databasePassword}@postgres:5432/cartwright_${domain}`,
        NATS_URL: `nats://${domain}:${natsPassword}@nats:4222`,
      },
    });
  });

  it('gives the password to the NATS server and to the job that makes the databases', () => {
    expect(environmentOf('nats')[`NATS_${name}_PASSWORD`]).toBe(natsPassword);
    expect(environmentOf('init')[`${name}_DATABASE_PASSWORD`]).toBe(databasePassword);
  });

  it('has a gateway that reaches it, signs with a key for it alone, and waits for it', () => {
    const key = `\${GATEWAY_TO_${name}_KEY:-development-only-gateway-to-${domain}}`;
    expect(environmentOf(domain)).toMatchObject({
      GATEWAY_KEYS: `\${GATEWAY_TO_${name}_KEYS:-${key}}`,
      AUTHORITY: `${domain}:4000`,
    });
    expect(environmentOf('gateway')).toMatchObject({
      [`${name}_URL`]: `http://${domain}:4000`,
      [`${name}_KEY`]: key,
    });
    expect(Object.keys(services['gateway']?.depends_on ?? {})).toContain(domain);
  });
});

it('lets orders alone ask carts to freeze a cart', () => {
  const key = '${ORDERS_TO_CARTS_KEY:-development-only-orders-to-carts}';
  const holders = Object.keys(services).filter((name) =>
    JSON.stringify(environmentOf(name)).includes('orders-to-carts'),
  );
  expect(holders).toEqual(['carts', 'orders']);
  expect(environmentOf('orders')['CARTS_KEY']).toBe(key);
  expect(environmentOf('carts')['ORDERS_KEYS']).toBe(`\${ORDERS_TO_CARTS_KEYS:-${key}}`);
});

it('sends the events of the payment provider to the gateway', () => {
  const secret = '${PAYMENT_WEBHOOK_SECRET:-development-only-webhook-secret}';
  expect(environmentOf('simulator')).toMatchObject({
    WEBHOOK_URL: 'http://gateway:4000/webhooks/simulator',
    PAYMENT_WEBHOOK_SECRET: secret,
  });
  expect(environmentOf('payments')['PAYMENT_WEBHOOK_SECRETS']).toBe(`\${PAYMENT_WEBHOOK_SECRETS:-${secret}}`);
});

it('gives Redis to nobody but the gateway', () => {
  const holders = Object.keys(services).filter((name) => 'REDIS_URL' in environmentOf(name));
  expect(holders).toEqual(['gateway']);
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
