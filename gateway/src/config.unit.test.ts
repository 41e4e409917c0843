import { randomBytes } from 'node:crypto';
import { domains, perDomain } from '@cartwright/events';
import { expect, it } from 'vitest';
import { readGatewayConfig } from './config.ts';

const key = randomBytes(24).toString('hex');
const urls = Object.fromEntries(domains.map((domain) => [`${domain.toUpperCase()}_URL`, `http://${domain}`]));
const required = {
  PORT: '0',
  PUBLIC_URL: 'http://shop.example:4000',
  REDIS_URL: `redis://gateway:${key}@localhost:6379`,
  JWKS_URL: 'http://localhost:4001/.well-known/jwks.json',
  ...Object.fromEntries(domains.map((domain) => [`${domain.toUpperCase()}_KEY`, key])),
  ...urls,
  PRODUCTS_URL: 'http://p1, http://p2',
};

it('reads the replicas of every subgraph', () => {
  expect(readGatewayConfig(required).subgraphUrls).toEqual({
    ...perDomain((domain) => [`http://${domain}`]),
    products: ['http://p1', 'http://p2'],
  });
});

it.each([
  ['no replica', { ORDERS_URL: ' , ' }, /ORDERS_URL.*at least one URL/],
  ['a replica that is no URL', { ORDERS_URL: 'http://o,orders' }, /ORDERS_URL/],
  ['a missing subgraph', { ORDERS_URL: undefined }, /ORDERS_URL is missing/],
  ['a limit of nothing', { MAX_COST: '0' }, /MAX_COST/],
  ['a network that is none', { LARGE_NETWORKS: '203.0.113.0=2' }, /LARGE_NETWORKS.*203\.0\.113\.0\/24=10/],
])('refuses %s', (_what, env, message) => {
  expect(() => readGatewayConfig({ ...required, ...env })).toThrow(message);
});

const open = {
  introspection: true,
  cors: { hosts: expect.arrayContaining(['localhost', '[::1]', 'shop.example']) as string[] },
  rate: { requestsPerSecond: 1_000, signInsPerMinute: 200 },
};
const strict = {
  introspection: false,
  cors: { hosts: [] },
  rate: { requestsPerSecond: 100, signInsPerMinute: 20 },
};

it.each([
  ['development', open],
  ['test', open],
  ['production', strict],
])('is strict in production alone: %s', (NODE_ENV, settings) => {
  expect(readGatewayConfig({ ...required, NODE_ENV })).toMatchObject(settings);
});

it('prefers explicit settings to those of the environment', () => {
  const env = {
    NODE_ENV: 'production',
    INTROSPECTION: 'true',
    RATE_LIMIT_PER_SECOND: '7',
    SIGN_IN_LIMIT_PER_MINUTE: '5',
    CORS_ORIGINS: 'https://shop.example, https://admin.example',
  };
  expect(readGatewayConfig({ ...required, ...env })).toMatchObject({
    introspection: true,
    rate: { requestsPerSecond: 7, signInsPerMinute: 5 },
    cors: {
      origins: expect.arrayContaining(['https://shop.example', 'https://admin.example']) as string[],
    },
  });
});
