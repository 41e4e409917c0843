import { domains } from '@cartwright/events';
import { expect, it } from 'vitest';
import { lagOfDomains } from './rules.ts';

const own = { unpublished: 7, oldestUnpublishedSeconds: 1.5, parked: 2 };
const consumer = {
  domain: 'payments',
  source: 'orders',
  consumer: 'payments-orders-payments',
  pending: 40,
  unacknowledged: 3,
} as const;

it('takes the lag of orders from its own tables, and that of the others from streams and events', () => {
  const parkedByDomain = new Map([
    ['payments', 4],
    ['orders', 1],
  ]);
  const lag = lagOfDomains({ own, backlog: [consumer], parkedByDomain });
  expect(lag.map(({ domain }) => domain)).toEqual(domains);
  expect(lag.find(({ domain }) => domain === 'orders')).toEqual({ domain: 'orders', ...own, consumers: [] });
  expect(lag.find(({ domain }) => domain === 'payments')).toEqual({
    domain: 'payments',
    unpublished: null,
    oldestUnpublishedSeconds: null,
    parked: 4,
    consumers: [consumer],
  });
});

it('says that the consumers are unknown while NATS is unreachable, rather than that nothing waits', () => {
  const lag = lagOfDomains({ own, backlog: undefined, parkedByDomain: new Map() });
  expect(lag.map(({ consumers }) => consumers)).toEqual(lag.map(() => null));
});
