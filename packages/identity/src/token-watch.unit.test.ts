import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EndedSessionSet } from './ended-sessions.ts';
import { tokenWatch } from './token-watch.ts';
import type { Viewer } from './viewer.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-05-04T09:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const now = () => new Date();

function watch() {
  const sessions = new EndedSessionSet(now);
  const expiresAt = new Date(now().getTime() + 60_000);
  const viewer: Viewer = { id: 'u1', sessionId: 's1', role: 'CUSTOMER', permissions: [], expiresAt };
  const onOver = vi.fn();
  const stop = tokenWatch(sessions, now)(viewer, onOver);
  return { sessions, onOver, stop };
}

it('says that the token has expired', () => {
  const { onOver } = watch();
  vi.advanceTimersByTime(59_999);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onOver).toHaveBeenCalledExactlyOnceWith('EXPIRED');
});

it('says that the session has ended, and then no more', async () => {
  const { sessions, onOver } = watch();
  sessions.add(['s1']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onOver).toHaveBeenCalledExactlyOnceWith('REVOKED');
});

it('says nothing once it is stopped', async () => {
  const { sessions, onOver, stop } = watch();
  stop();
  sessions.add(['s1']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onOver).not.toHaveBeenCalled();
});
