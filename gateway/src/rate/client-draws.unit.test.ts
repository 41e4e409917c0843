import type { Viewer } from '@cartwright/identity';
import { expect, it } from 'vitest';
import { ClientDraws } from './client-draws.ts';

const madeAtMs = Date.UTC(2026, 0, 2);
const policy = { newcomerMs: 60_000, timesPerAddress: 2, timesPerNetwork: 3, timesAt: () => 1 };
const draws = () => new ClientDraws(policy, { kind: 'cost', perSecond: 5, atOnce: 50 });

const time = madeAtMs.toString(16).padStart(12, '0');
const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`;
const viewer: Viewer = {
  id,
  sessionId: id,
  role: 'GUEST',
  permissions: [],
  expiresAt: new Date(madeAtMs + 3_600_000),
};

it('draws what is asked from the shares of a client, whatever was drawn before', () => {
  const known = draws();
  const client = { viewer: null, clientAddress: '192.0.2.1' };
  for (const points of [1, 7, 1])
    expect(known.of(client, points, madeAtMs)).toEqual([
      { key: 'rate:cost:newcomers:192.0.2.1', points, perSecond: 5, capacity: 50 },
      { key: 'rate:cost:address:192.0.2.1', points, perSecond: 10, capacity: 100 },
      { key: 'rate:cost:network:192.0.2.0/24', points, perSecond: 15, capacity: 150 },
    ]);
});

it('counts a user by themselves once they are known, and wherever they are', () => {
  const known = draws();
  const keys = (clientAddress: string, nowMs: number) =>
    known.of({ viewer, clientAddress }, 1, nowMs).map(({ key }) => key.replace('rate:cost:', ''));
  expect(keys('192.0.2.1', madeAtMs)[0]).toBe('newcomers:192.0.2.1');
  expect(keys('192.0.2.1', madeAtMs + 60_000)[0]).toBe(`user:${id}`);
  expect(keys('198.51.100.1', madeAtMs + 60_000)).toEqual([
    `user:${id}`,
    'address:198.51.100.1',
    'network:198.51.100.0/24',
  ]);
});
