import { createLogger } from '@cartwright/process';
import { expect, it, vi } from 'vitest';
import { Sweeper } from './sweeper.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const anHourMs = 3_600_000;

it('sweeps again at once while there is more, then waits', async () => {
  const sweep = vi.fn(() => Promise.resolve({ hasMore: sweep.mock.calls.length < 3 }));
  const sweeper = new Sweeper({ sweep, intervalMs: anHourMs, logger });
  sweeper.start();
  await vi.waitFor(() => expect(sweep).toHaveBeenCalledTimes(3));
  await sweeper.stop();
  expect(sweep).toHaveBeenCalledTimes(3);
});

it('goes on at its interval after a sweep that failed', async () => {
  const sweep = vi.fn(() => Promise.reject<{ hasMore: boolean }>(new Error('the database is down')));
  const sweeper = new Sweeper({ sweep, intervalMs: 5, logger });
  sweeper.start();
  await vi.waitFor(() => expect(sweep.mock.calls.length).toBeGreaterThan(3));
  await sweeper.stop();
});

it('finishes the sweep in hand when it is stopped, and begins no other', async () => {
  const { promise, resolve } = Promise.withResolvers<{ hasMore: boolean }>();
  const order: string[] = [];
  const sweep = vi.fn(() => promise.finally(() => order.push('swept')));
  const sweeper = new Sweeper({ sweep, intervalMs: 1, logger });
  sweeper.start();
  const stopped = sweeper.stop().then(() => order.push('stopped'));
  resolve({ hasMore: true });
  await stopped;
  expect(order).toEqual(['swept', 'stopped']);
  expect(sweep).toHaveBeenCalledTimes(1);
});
