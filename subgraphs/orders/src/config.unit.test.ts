import { readConfig } from '@cartwright/process';
import { expect, it } from 'vitest';
import { configSchema } from './config.ts';

const required = {
  PORT: '4004',
  DATABASE_URL: 'postgres://localhost/orders',
  NATS_URL: 'nats://localhost',
  REDIS_URL: 'redis://localhost',
  JWKS_URL: 'http://localhost/jwks',
  GATEWAY_KEYS: 'a key that is long enough for this',
  CARTS_KEY: 'a key that is long enough for this',
  NOTIFICATIONS_SEAL_KEY: 'a key that is long enough for this',
  BUYER_SIGNALS_KEY: 'development-only-buyer-signals',
  PUBLIC_URL: 'http://localhost:4000',
  CARTS_URL: 'http://localhost:4003',
};

it('by default retries a step after ten seconds, and reserves stock for a quarter of an hour', () => {
  expect(readConfig(configSchema, required)).toMatchObject({
    CHECKOUT_STEP_TIMEOUT_SECONDS: 10,
    CHECKOUT_RESERVATION_SECONDS: 900,
  });
});
