import { expect, it } from 'vitest';
import { judgeKey } from './claim-leased-key.ts';

const now = new Date('2026-01-02T10:00:00.000Z');
const earlier = new Date('2026-01-02T09:59:59.999Z');
const later = new Date('2026-01-02T10:00:00.001Z');

it.each([
  ['completed', { fingerprint: 'same', completedAt: earlier, leasedUntil: later }],
  ['in-flight', { fingerprint: 'same', completedAt: null, leasedUntil: later }],
  ['abandoned', { fingerprint: 'same', completedAt: null, leasedUntil: now }],
  ['key-reused', { fingerprint: 'other', completedAt: earlier, leasedUntil: earlier }],
  ['key-reused', { fingerprint: 'other', completedAt: null, leasedUntil: later }],
])('a repeat is %s for %j', (verdict, key) => {
  expect(judgeKey(key, 'same', now)).toBe(verdict);
});
