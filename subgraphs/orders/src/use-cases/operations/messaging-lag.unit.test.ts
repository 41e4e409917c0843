import { expect, it } from 'vitest';
import { lagOfDomains } from './messaging-lag.ts';

const own = { unpublished: 7, oldestUnpublishedSeconds: 1.5, parked: 2 };
const consumer = {
  domain: 'payments',
  source: 'orders',
  consumer: 'payments-orders-payments',
  pending: 40,
  unacknowledged: 3,
} as const;

it('knows of orders what its own tables say, and of the others what streams and events tell', () => {
  const parkedByDomain = new Map([
    ['payments', 4],
    ['orders', 1],
  ]);
  const lag = lagOfDomains({ own, backlog: [consumer], parkedByDomain });
  expect(lag.map(({ domain }) => domain)).toEqual([
    'accounts',
    'products',
    'carts',
    'orders',
    'payments',
    'notifications',
  ]);
  expect(lag.find(({ domain }) => domain === 'orders')).toEqual({ domain: 'orders', ...own, consumers: [] });
  expect(lag.find(({ domain }) => domain === 'payments')).toEqual({
    domain: 'payments',
    unpublished: null,
    oldestUnpublishedSeconds: null,
    parked: 4,
    consumers: [consumer],
  });
});

it('says that the consumers are not known while NATS is away, rather than that nothing waits', () => {
  const lag = lagOfDomains({ own, backlog: undefined, parkedByDomain: new Map() });
  expect(lag.map(({ consumers }) => consumers)).toEqual(lag.map(() => null));
});
