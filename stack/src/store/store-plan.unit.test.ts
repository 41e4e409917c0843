import { expect, it } from 'vitest';
import { domains, perDomain } from '@cartwright/events';
import { externalService } from '@cartwright/servers';
import { localAddress } from '../addresses/store-address.ts';
import type { ProcessSpec } from '../processes/store-process.ts';
import type { PlanOptions } from './plan-options.ts';
import { storePlan } from './store-plan.ts';

const names = [
  ...domains,
  'gateway',
  'gateway-2',
  'orders-2',
  'carts-2',
  'simulator',
  'mailbox',
  'identity-provider',
  'smtp',
];

const portOf = (name: string): number => 5000 + names.indexOf(name);
const urlsOf = (...parts: string[]): string =>
  parts.map((name) => `http://127.0.0.1:${portOf(name)}`).join(',');

const services = {
  postgres: externalService('PostgreSQL', 'postgresql://localhost:5432'),
  redis: {
    ...externalService('Redis', 'redis://localhost:6379'),
    urlFor: (user) => `redis://${user}@localhost`,
  },
  nats: {
    ...externalService('NATS', 'nats://localhost:4222'),
    urlFor: (user) => `nats://${user}@localhost`,
  },
} satisfies PlanOptions['services'];

function plan(options: Partial<PlanOptions> = {}): Map<string, ProcessSpec> {
  const groups = storePlan({
    dataDir: '/data',
    mode: 'development',
    ports: Object.fromEntries(names.map((name) => [name, portOf(name)])),
    publicUrl: `http://localhost:${portOf('gateway')}`,
    secrets: {
      superuserPassword: 'superuser',
      databasePasswords: perDomain((domain) => domain),
      natsPasswords: {
        ...perDomain((domain) => domain),
        gateway: 'gateway',
        admin: 'admin',
        system: 'system',
      },
      gatewayKeys: perDomain((domain) => `gateway-to-${domain}`),
      ordersToCartsKey: 'orders-to-carts',
      redisPasswords: { gateway: 'redis-gateway', admin: 'redis-admin' },
      buyerSignalsKey: 'signals',
      erasedAddressesKey: 'erased addresses',
      paymentWebhookSecret: 'webhook',
      webhookSealKey: 'seal of webhooks',
      cartLinkKey: 'links to carts',
      mediaSigningKey: 'media',
      secondFactorKey: 'second factor',
      sealKeys: { accounts: 'seal of accounts', orders: 'seal of orders' },
      identityClientSecret: 'identity client',
      tokenPrivateKey: '{}',
      sampleStaff: { password: 'staff', totpSecret: 'TOTP' },
    },
    services,
    databaseUrls: perDomain((domain) => `postgresql://${domain}@localhost/${domain}`),
    replicas: {},
    env: {},
    address: localAddress,
    ...options,
  });
  return new Map(groups.flat().map((spec) => [spec.name, spec]));
}

it('gives every subgraph its own login and nobody else the database of another', () => {
  for (const domain of domains) {
    const { env } = plan().get(domain) ?? {};
    expect(env).toMatchObject({
      DATABASE_URL: `postgresql://${domain}@localhost/${domain}`,
      NATS_URL: `nats://${domain}@localhost`,
    });
  }
});

it('gives only accounts the key that signs tokens', () => {
  const holders = [...plan().values()].filter(({ env }) => 'TOKEN_PRIVATE_KEY' in env);
  expect(holders.map(({ name }) => name)).toEqual(['accounts']);
});

it('gives each caller a key for each service that it calls, and that service alone the same', () => {
  const processes = plan({ replicas: { carts: 2 } });
  const holdersOf = (key: string) =>
    [...processes.values()].filter(({ env }) => Object.values(env).includes(key)).map(({ name }) => name);
  for (const domain of domains) {
    const replicas = domain === 'carts' ? ['carts', 'carts-2'] : [domain];
    expect(holdersOf(`gateway-to-${domain}`)).toEqual([...replicas, 'gateway']);
  }
  expect(holdersOf('orders-to-carts')).toEqual(['carts', 'carts-2', 'orders']);
  expect(processes.get('carts-2')?.env['AUTHORITY']).toBe(new URL(urlsOf('carts-2')).host);
});

it('gives Redis to the gateway alone, by its own login', () => {
  const holders = [...plan().values()].filter(({ env }) => 'REDIS_URL' in env);
  expect(holders.map(({ name, env }) => [name, env['REDIS_URL']])).toEqual([
    ['gateway', 'redis://gateway@localhost'],
  ]);
});

it('leads products to the Groonga of the store, where it has one', () => {
  const url = 'http://127.0.0.1:10041';
  expect(plan().get('products')?.env).not.toHaveProperty('GROONGA_URL');
  const withGroonga = plan({ services: { ...services, groonga: externalService('Groonga', url) } });
  expect(withGroonga.get('products')?.env['GROONGA_URL']).toBe(url);
});

it('sends the events of the payment provider to the gateway', () => {
  const { env } = plan().get('simulator') ?? {};
  expect(env?.['WEBHOOK_URL']).toBe(`${urlsOf('gateway')}/webhooks/simulator`);
});

it('gives the other processes the URL of every replica', () => {
  const processes = plan({ replicas: { gateway: 2, orders: 2, carts: 2 } });
  expect(processes.get('gateway-2')?.env['ORDERS_URL']).toBe(urlsOf('orders', 'orders-2'));
  expect(processes.get('orders-2')?.env['CARTS_URL']).toBe(urlsOf('carts', 'carts-2'));
});

it('adds the variables of a part to all its replicas, and those of a replica to it alone', () => {
  const processes = plan({
    replicas: { orders: 2 },
    env: { orders: { LOG_LEVEL: 'debug' }, 'orders-2': { FAILPOINTS: 'after-commit@x' } },
  });
  expect(processes.get('orders')?.env).toMatchObject({ LOG_LEVEL: 'debug' });
  expect(processes.get('orders')?.env).not.toHaveProperty('FAILPOINTS');
  expect(processes.get('orders-2')?.env).toMatchObject({ LOG_LEVEL: 'debug', FAILPOINTS: 'after-commit@x' });
});

it('opens the gateway alone to others, and leads them through it', () => {
  const publicUrl = 'https://shop.example/store';
  const processes = plan({ address: { host: '0.0.0.0', publicUrl }, publicUrl });
  for (const { name, env, url } of processes.values())
    expect([name, env['HOST'], url]).toEqual([
      name,
      name === 'gateway' ? '0.0.0.0' : '127.0.0.1',
      `http://127.0.0.1:${portOf(name)}`,
    ]);
  expect(processes.get('simulator')?.env['SIMULATOR_PUBLIC_URL']).toBe(`${publicUrl}/bank`);
  expect(processes.get('gateway')?.env).toMatchObject({
    PUBLIC_URL: publicUrl,
    PAYMENT_SIMULATOR_URL: urlsOf('simulator'),
    MAILBOX_URL: urlsOf('mailbox'),
  });
});

it('lets buyers come back from the bank to a frontend on this machine, by each of its names, and to the store', () => {
  const origins = (publicUrl: string) =>
    plan({ publicUrl }).get('orders')?.env['CHECKOUT_RETURN_ORIGINS']?.split(',');
  expect(origins('http://localhost:4000')).toEqual([
    'http://localhost:3000',
    'http://localhost:5173',
    'http://localhost:4000',
  ]);
  expect(origins('https://shop.example/store')).toEqual([
    'http://localhost:3000',
    'http://shop.example:3000',
    'http://localhost:5173',
    'http://shop.example:5173',
    'https://shop.example',
  ]);
});

it('runs every process in the mode of the store, and lets buyers come back to no frontend under development in production', () => {
  const processes = plan({ mode: 'production' });
  for (const { name, env } of processes.values())
    expect([name, env['NODE_ENV']]).toEqual([name, 'production']);
  const { env } = processes.get('orders') ?? {};
  expect(env).toMatchObject({
    CHECKOUT_RETURN_ORIGINS: `http://localhost:${portOf('gateway')}`,
    CHECKOUT_RETURN_SCHEMES: '',
  });
});
