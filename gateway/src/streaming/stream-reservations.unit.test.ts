import { EventQueue } from '@cartwright/graph';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writtenResult, type WrittenResult } from '../pipeline/written-result.ts';
import { StreamReservations } from './stream-reservations.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const withinMs = 1_000;

function reserve() {
  const reservations = new StreamReservations(withinMs);
  const onEnd = vi.fn();
  return { reservations, onEnd, token: reservations.reserve({ viewerId: 'u1', onEnd }) };
}

it('is given up when its client does not come', () => {
  const { reservations, onEnd, token } = reserve();
  expect(reservations.find(token)?.viewerId).toBe('u1');
  vi.advanceTimersByTime(withinMs);
  expect(reservations.find(token)).toBeUndefined();
  expect(onEnd).toHaveBeenCalledOnce();
});

it('lasts as long as its client stays', async () => {
  const { reservations, onEnd, token } = reserve();
  const events = reservations.find(token)?.stream.open();
  vi.advanceTimersByTime(10 * withinMs);
  expect(reservations.find(token)).toBeDefined();
  await events?.return();
  expect(reservations.find(token)).toBeUndefined();
  expect(onEnd).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it('ends with the process, and no timer keeps that alive', () => {
  const { reservations, onEnd } = reserve();
  reservations.close();
  expect(onEnd).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it('holds no more than some characters for a client that has not come, the latest event aside', async () => {
  const { reservations, onEnd, token } = reserve();
  const stream = reservations.find(token)?.stream;
  const written = writtenResult({ data: JSON.stringify({ text: 'x'.repeat(1_000_000) }) });
  const result = { kind: 'result', result: written } as const;
  const subscription = new EventQueue<WrittenResult>();
  subscription.push(result.result);
  await stream?.carry('a', () => Promise.resolve({ kind: 'stream', stream: subscription }));
  await vi.advanceTimersByTimeAsync(0);
  expect(onEnd).not.toHaveBeenCalled();
  await stream?.carry('b', () => Promise.resolve(result));
  expect(onEnd).toHaveBeenCalledOnce();
});

it('tells an operation that its client has gone, or wants it no more', async () => {
  const { reservations, token } = reserve();
  const stream = reservations.find(token)?.stream;
  const gone: AbortSignal[] = [];
  for (const id of ['a', 'b']) {
    void stream?.carry(id, (signal) => {
      gone.push(signal);
      return new Promise(() => undefined);
    });
  }
  stream?.complete('a');
  expect(gone.map(({ aborted }) => aborted)).toEqual([true, false]);
  await stream?.end();
  expect(gone.map(({ aborted }) => aborted)).toEqual([true, true]);
});

it('holds no more than a few events for a client that has not come', async () => {
  const { reservations, onEnd, token } = reserve();
  const stream = reservations.find(token)?.stream;
  const result = { kind: 'result', result: writtenResult({ data: '{}' }) } as const;
  for (let count = 0; count < 200; count += 1) await stream?.carry(`${count}`, () => Promise.resolve(result));
  expect(onEnd).toHaveBeenCalledOnce();
});
