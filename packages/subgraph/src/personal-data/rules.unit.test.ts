import { expect, it } from 'vitest';
import { nextLook } from './rules.ts';

const now = new Date('2026-06-01T12:00:00.000Z');
const dayMs = 24 * 60 * 60_000;
const ago = (ms: number) => new Date(now.getTime() - ms);

it.each([
  ['who cannot be erased yet, in a minute', null, 60_000],
  ['who was erased just now, in a minute', now, 60_000],
  ['who was erased ten days ago, in a day', ago(10 * dayMs), dayMs],
  ['who was erased 300 days ago, in a month', ago(300 * dayMs), 30 * dayMs],
])('looks after %s', (_who, erasedAt, ms) => {
  expect(nextLook(erasedAt, now)).toEqual(new Date(now.getTime() + ms));
});

it('looks no more after who was erased a year ago', () => {
  expect(nextLook(ago(365 * dayMs), now)).toBeNull();
});
