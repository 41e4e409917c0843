import { expect, it, vi } from 'vitest';
import { EndedSessionSet, rememberEndsMs } from './ended-sessions.ts';

function open() {
  let nowMs = Date.parse('2026-05-04T09:00:00Z');
  const sessions = new EndedSessionSet(() => new Date(nowMs));
  return { sessions, pass: (ms: number) => void (nowMs += ms) };
}

it('forgets a session once its last access token has expired, and not before', () => {
  const { sessions, pass } = open();
  sessions.add(['s1']);
  pass(rememberEndsMs - 1);
  sessions.add(['s2']);
  expect([sessions.has('s1'), sessions.has('s2')]).toEqual([true, true]);
  pass(1);
  sessions.add([]);
  expect([sessions.has('s1'), sessions.has('s2')]).toEqual([false, true]);
});

it('says which sessions were new', () => {
  const { sessions } = open();
  expect(sessions.add(['s1'])).toEqual(['s1']);
  expect(sessions.add(['s1', 's2'])).toEqual(['s2']);
});

it('calls back each who waits for the end of a session, once, and nobody else', async () => {
  const { sessions } = open();
  const [first, second, cancelled, other] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  sessions.onEnd('s1', first);
  sessions.onEnd('s1', second);
  sessions.onEnd('s1', cancelled)();
  sessions.onEnd('s2', other);
  sessions.add(['s1']);
  sessions.add(['s1']);
  await Promise.resolve();
  expect([first, second, cancelled, other].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0, 0]);
});

it('calls back also who comes when the session has ended', async () => {
  const { sessions } = open();
  sessions.add(['s1']);
  const late = vi.fn();
  sessions.onEnd('s1', late);
  await Promise.resolve();
  expect(late).toHaveBeenCalledOnce();
});
