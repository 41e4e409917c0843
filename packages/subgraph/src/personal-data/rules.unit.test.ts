import { expect, it } from 'vitest';
import { nextLook } from './rules.ts';

const now = new Date('2026-06-01T12:00:00.000Z');
const dayMs = 24 * 60 * 60_000;
const ago = (ms: number) => new Date(now.getTime() - ms);

const requestedAt = ago(301 * dayMs);

it.each([
  [
    'who has just asked and cannot be erased yet, in five seconds',
    { requestedAt: now, erasedAt: null },
    5_000,
  ],
  ['who has waited for ten minutes, in another one', { requestedAt: ago(600_000), erasedAt: null }, 60_000],
  ['who has waited for a week, in an hour', { requestedAt: ago(7 * dayMs), erasedAt: null }, 3_600_000],
  ['who was erased just now, in five seconds', { requestedAt, erasedAt: now }, 5_000],
  ['who was erased ten days ago, in a day', { requestedAt, erasedAt: ago(10 * dayMs) }, dayMs],
  ['who was erased 300 days ago, in a month', { requestedAt, erasedAt: ago(300 * dayMs) }, 30 * dayMs],
])('looks after %s', (_who, erasure, ms) => {
  expect(nextLook(erasure, now)).toEqual(new Date(now.getTime() + ms));
});

it('looks no more after who was erased a year ago', () => {
  expect(nextLook({ requestedAt, erasedAt: ago(365 * dayMs) }, now)).toBeNull();
});
