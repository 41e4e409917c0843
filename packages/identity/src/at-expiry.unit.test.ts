import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atExpiry } from './at-expiry.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const now = new Date('2026-05-04T09:00:00Z');
const after = (ms: number): Date => new Date(now.getTime() + ms);
const dayMs = 24 * 60 * 60_000;

it.each([
  ['at its time', 60_000, 60_000],
  ['when no timer can wait longer', 365 * dayMs, 2 ** 31 - 1],
])('calls back %s, and not before', (_name, expiresInMs, waitMs) => {
  const onExpired = vi.fn();
  atExpiry(after(expiresInMs), now, onExpired);
  vi.advanceTimersByTime(waitMs - 1);
  expect(onExpired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onExpired).toHaveBeenCalledOnce();
});

it('calls back at once for a token that has expired', () => {
  const onExpired = vi.fn();
  atExpiry(after(-1_000), now, onExpired);
  vi.advanceTimersByTime(1);
  expect(onExpired).toHaveBeenCalledOnce();
});

it('does not call back once it is cancelled', () => {
  const onExpired = vi.fn();
  atExpiry(after(1_000), now, onExpired)();
  vi.advanceTimersByTime(2_000);
  expect(onExpired).not.toHaveBeenCalled();
});
