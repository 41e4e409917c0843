import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { partEnvironment } from './part-environment.ts';

const env = {
  LOG_LEVEL: 'info',
  NATS_URL: 'nats://gateway@n',
  ORDERS_DATABASE_URL: 'postgres://orders',
  ORDERS_NATS_URL: 'nats://orders@n',
  CARTS_DATABASE_URL: 'postgres://carts',
  CARTS_KEY: randomUUID(),
};

it('gives each part what is its own before what is for all', () => {
  expect(partEnvironment('orders', env)).toMatchObject({
    LOG_LEVEL: 'info',
    DATABASE_URL: 'postgres://orders',
    NATS_URL: 'nats://orders@n',
  });
  expect(partEnvironment('carts', env)).toMatchObject({
    DATABASE_URL: 'postgres://carts',
    NATS_URL: 'nats://gateway@n',
  });
});

it('gives no two parts a key that they share, nor one that somebody has been told', () => {
  const { GATEWAY_KEYS: first, CARTS_KEY: ofOrders } = partEnvironment('orders', env);
  const { GATEWAY_KEYS: second, ORDERS_KEYS: ofCarts } = partEnvironment('carts', env);
  const { ORDERS_KEY: ofGateway } = partEnvironment('gateway', env);
  expect(new Set([first, second, ofOrders, ofCarts, ofGateway, env.CARTS_KEY]).size).toBe(6);
});

it('listens nowhere but where the gateway does, and lets nobody in unsigned', () => {
  const open = { ...env, PORT: '4000', ALLOW_UNSIGNED: 'true' };
  expect(partEnvironment('gateway', open)).toMatchObject({ PORT: '4000' });
  expect(partEnvironment('payments', open)).toMatchObject({ PORT: '0', ALLOW_UNSIGNED: 'false' });
});
