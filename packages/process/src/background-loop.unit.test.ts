import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createLoop, type LoopOptions } from './background-loop.ts';

const logger = pino({ level: 'silent' });
const loopOf = (options: Pick<LoopOptions, 'round'> & Partial<LoopOptions>) =>
  createLoop({ name: 'test', intervalMs: 0, logger, ...options });

it('does its round again after the interval, until it is stopped', async () => {
  const third = Promise.withResolvers<undefined>();
  let rounds = 0;
  const loop = loopOf({
    round: () => {
      rounds += 1;
      if (rounds === 3) third.resolve(undefined);
      return Promise.resolve();
    },
  });
  loop.start();
  await third.promise;
  await loop.stop();
  const atStop = rounds;
  await new Promise(setImmediate);
  expect(rounds).toBe(atStop);
});

it('begins the next round at once while there is more to do', async () => {
  const done = Promise.withResolvers<undefined>();
  let rounds = 0;
  const loop = loopOf({
    intervalMs: 3_600_000,
    round: () => {
      rounds += 1;
      if (rounds === 4) done.resolve(undefined);
      return Promise.resolve({ hasMore: rounds < 4 });
    },
  });
  loop.start();
  await done.promise;
  await loop.stop();
  expect(rounds).toBe(4);
});

it('continues after a round that failed', async () => {
  const second = Promise.withResolvers<undefined>();
  let rounds = 0;
  const loop = loopOf({
    round: () => {
      rounds += 1;
      if (rounds === 1) return Promise.reject(new Error('no database'));
      second.resolve(undefined);
      return Promise.resolve();
    },
  });
  loop.start();
  await second.promise;
  await loop.stop();
  expect(rounds).toBeGreaterThanOrEqual(2);
});

it('rests as long as a round took, where it is to', async () => {
  const second = Promise.withResolvers<undefined>();
  const tookMs = 20;
  const times: { readonly begunAt: number; readonly endedAt: number }[] = [];
  const loop = loopOf({
    restsAsLong: true,
    round: () => {
      const begunAt = performance.now();
      while (times.length === 0 && performance.now() < begunAt + tookMs);
      times.push({ begunAt, endedAt: performance.now() });
      if (times.length === 2) second.resolve(undefined);
      return Promise.resolve();
    },
  });
  loop.start();
  await second.promise;
  await loop.stop();
  const [first, next] = times;
  // A timer may go off within the millisecond before.
  expect((next?.begunAt ?? 0) - (first?.endedAt ?? 0)).toBeGreaterThanOrEqual(tookMs - 1);
});

it('finishes the current round when it is stopped', async () => {
  const release = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<undefined>();
  let finished = false;
  const loop = loopOf({
    round: async () => {
      begun.resolve(undefined);
      await release.promise;
      finished = true;
    },
  });
  loop.start();
  await begun.promise;
  const stopped = loop.stop();
  expect(finished).toBe(false);
  release.resolve(undefined);
  await stopped;
  expect(finished).toBe(true);
});

it('waits no longer than its limit for a round that hangs', async () => {
  const loop = loopOf({ stopLimitMs: 1, round: () => new Promise(() => undefined) });
  loop.start();
  await expect(loop.stop()).resolves.toBeUndefined();
});

it('may be stopped without having been started', async () => {
  await expect(loopOf({ round: () => Promise.resolve() }).stop()).resolves.toBeUndefined();
});

it('begins the next round at once when it is woken, also when that was during a round', async () => {
  const rounds = [0, 1, 2, 3].map(() => Promise.withResolvers<undefined>());
  let done = 0;
  const loop = loopOf({
    intervalMs: 3_600_000,
    round: () => {
      if (done === 1) loop.wake();
      rounds[done]?.resolve(undefined);
      done += 1;
      return Promise.resolve();
    },
  });
  loop.start();
  await rounds[0]?.promise;
  loop.wake();
  await rounds[1]?.promise;
  await rounds[2]?.promise;
  loop.wake();
  await rounds[3]?.promise;
  await loop.stop();
  expect(done).toBe(4);
});
