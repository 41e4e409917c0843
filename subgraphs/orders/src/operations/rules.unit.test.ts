import { domains } from '@cartwright/events';
import { expect, it } from 'vitest';
import { lagOfDomains } from './rules.ts';

const publishedAt = new Date('2026-11-20T10:00:00Z');
const own = {
  unpublished: 7,
  oldestUnpublishedSeconds: 1.5,
  parked: 2,
  publishedAt,
  faults: ['NATS is away'],
};
const consumer = {
  domain: 'payments',
  source: 'orders',
  consumer: 'payments-orders-payments',
  pending: 40,
  unacknowledged: 3,
} as const;

it('takes the lag of each domain that answers as it says, and that of the others from streams and events', () => {
  const parkedByDomain = new Map([
    ['payments', 4],
    ['orders', 1],
  ]);
  const lag = lagOfDomains({ reports: { orders: own }, backlog: [consumer], parkedByDomain });
  expect(lag.map(({ domain }) => domain)).toEqual(domains);
  expect(lag.find(({ domain }) => domain === 'orders')).toEqual({
    domain: 'orders',
    unpublished: 7,
    oldestUnpublishedSeconds: 1.5,
    lastPublishedAt: publishedAt,
    faults: ['NATS is away'],
    parked: 2,
    consumers: [],
  });
  expect(lag.find(({ domain }) => domain === 'payments')).toEqual({
    domain: 'payments',
    unpublished: null,
    oldestUnpublishedSeconds: null,
    lastPublishedAt: null,
    faults: null,
    parked: 4,
    consumers: [consumer],
  });
});

it('says that the consumers are unknown while NATS is unreachable, rather than that nothing waits', () => {
  const lag = lagOfDomains({ reports: { orders: own }, backlog: undefined, parkedByDomain: new Map() });
  expect(lag.map(({ consumers }) => consumers)).toEqual(lag.map(() => null));
});
