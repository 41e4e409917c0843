import { createLogger } from '@cartwright/process';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeTransport, versionedOperation } from '../testing/fake-transport.ts';
import { defaultResumePolicy } from './resuming-upstream.ts';
import { SharedUpstream } from './shared-upstream.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const forwarded = { 'x-client-network': '192.0.2.1', 'x-request-id': 'r', traceparent: 't' };
const policy = { maxStartMs: 1_000, maxOutageMs: 5_000, delayMs: () => 100 };

function open(canResume = true) {
  const transport = new FakeTransport();
  const operation = versionedOperation(canResume);
  const watch = { onEvent: () => undefined, onEnd: () => undefined };
  const upstream = new SharedUpstream(
    { transport, operation, forwarded, asker: { viewer: null }, policy, logger },
    watch,
  );
  return { transport, events: upstream.read() };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('resumes after the last version seen, and drops duplicates', async () => {
  const { transport, events } = open();
  transport.latest.observer.connected();
  transport.latest.observer.event({ data: { version: 1 } });
  transport.latest.observer.event({ data: { version: 2 } });
  transport.latest.observer.ended({ kind: 'lost', reason: 'killed' });
  vi.advanceTimersByTime(100);
  expect(transport.opened).toHaveLength(2);
  expect(transport.latest.request.variables).toEqual({ version: 2 });
  transport.latest.observer.event({ data: { version: 2 } });
  transport.latest.observer.event({ data: { version: 3 } });
  transport.latest.observer.ended({ kind: 'completed' });
  const seen = await Array.fromAsync(events);
  expect(seen.map(({ data }) => data?.['version'])).toEqual([1, 2, 3]);
});

it('ends with an error where events may be missing', async () => {
  const { transport, events } = open(false);
  transport.latest.observer.connected();
  transport.latest.observer.ended({ kind: 'lost', reason: 'killed' });
  await expect(events.next()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  expect(transport.opened).toHaveLength(1);
});

it('tries another replica for a subscription that never began, resumable or not', () => {
  const { transport } = open(false);
  transport.latest.observer.ended({ kind: 'lost', reason: 'refused' });
  vi.advanceTimersByTime(100);
  expect(transport.opened).toHaveLength(2);
});

it.each([
  ['that never began', false, policy.maxStartMs],
  ['that ran', true, policy.maxOutageMs],
])('stops retrying for a subscription %s after its time', async (_name, hasBegun, limitMs) => {
  const { transport, events } = open();
  if (hasBegun) transport.latest.observer.connected();
  const failed = expect(events.next()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  for (let passedMs = 0; passedMs <= limitMs; passedMs += 100) {
    transport.latest.observer.ended({ kind: 'lost', reason: 'refused' });
    vi.advanceTimersByTime(100);
  }
  await failed;
  expect(transport.opened.length).toBeLessThanOrEqual(limitMs / 100 + 1);
});

it('is interrupted when events come faster than they can be completed', async () => {
  const { transport, events } = open();
  transport.latest.observer.connected();
  for (let version = 1; version <= 2_000; version += 1)
    transport.latest.observer.event({ data: { version } });
  expect(transport.latest.isClosed).toBe(true);
  for (let version = 1; version <= 1_000; version += 1) {
    expect(await events.next()).toEqual({ done: false, value: { data: { version } } });
  }
  await expect(events.next()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

it('retries at once, then after 50 ms, doubling up to 2 s', () => {
  const delays = [0, 1, 2, 3, 6, 7, 100].map((attempt) => defaultResumePolicy.delayMs(attempt));
  expect(delays).toEqual([0, 50, 100, 200, 1_600, 2_000, 2_000]);
});

it('passes on why the subgraph refused, and ends', async () => {
  const { transport, events } = open();
  const errors = [{ message: 'no', extensions: { code: 'FORBIDDEN' } }];
  transport.latest.observer.ended({ kind: 'refused', errors });
  expect(await Array.fromAsync(events)).toEqual([{ errors }]);
});

it('closes the connection, and opens no other, when the reader leaves', async () => {
  const { transport, events } = open();
  await events.return();
  expect(transport.latest.isClosed).toBe(true);
  const waiting = open();
  waiting.transport.latest.observer.ended({ kind: 'lost', reason: 'refused' });
  await waiting.events.return();
  vi.advanceTimersByTime(10_000);
  expect(waiting.transport.opened).toHaveLength(1);
});
