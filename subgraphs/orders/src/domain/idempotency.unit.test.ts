import { expect, it } from 'vitest';
import { judgeKey } from './idempotency.ts';

const now = new Date('2026-01-02T10:00:00.000Z');
const earlier = new Date('2026-01-02T09:59:59.999Z');
const later = new Date('2026-01-02T10:00:00.001Z');

it.each([
  ['completed', { fingerprint: 'same', completedAt: earlier, lockedUntil: later }],
  ['in-flight', { fingerprint: 'same', completedAt: null, lockedUntil: later }],
  ['abandoned', { fingerprint: 'same', completedAt: null, lockedUntil: now }],
  ['reused', { fingerprint: 'other', completedAt: earlier, lockedUntil: earlier }],
  ['reused', { fingerprint: 'other', completedAt: null, lockedUntil: later }],
])('a repeat is %s for %j', (verdict, key) => {
  expect(judgeKey(key, 'same', now)).toBe(verdict);
});
