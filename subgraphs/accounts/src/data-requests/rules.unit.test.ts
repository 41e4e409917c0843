import { expect, it } from 'vitest';
import { isOverdue, nextAsking, statusOf } from './rules.ts';

const now = new Date('2026-06-01T12:00:00.000Z');
const [before, after] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)];

it('asks again after five minutes, then less and less often, and at least once a day', () => {
  const minutes = [1, 2, 3, 4, 5, 50].map(
    (round) => (nextAsking(round, now).getTime() - now.getTime()) / 60_000,
  );
  expect(minutes).toEqual([5, 20, 80, 320, 1280, 1440]);
});

it.each([
  ['IN_PROGRESS', null, null],
  ['IN_PROGRESS', null, before],
  ['COMPLETED', before, null],
  ['COMPLETED', before, after],
  ['EXPIRED', before, now],
] as const)('is %s when it was completed at %s and expires at %s', (status, completedAt, expiresAt) => {
  expect(statusOf({ completedAt, expiresAt, dueAt: after }, now)).toBe(status);
});

it.each([
  [true, null, now],
  [false, null, after],
  [false, before, before],
])('is overdue: %s, when it was completed at %s and was due at %s', (isLate, completedAt, dueAt) => {
  expect(isOverdue({ completedAt, expiresAt: null, dueAt }, now)).toBe(isLate);
});
