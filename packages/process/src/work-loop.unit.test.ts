import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createWorkLoop, type WorkLoopOptions } from './work-loop.ts';

const logger = pino({ level: 'silent' });

/** A loop over items that wait to be claimed. */
const loopOver = (
  waiting: number[],
  options: Pick<WorkLoopOptions<number>, 'work'> & Partial<WorkLoopOptions<number>>,
) =>
  createWorkLoop<number>({
    name: 'test',
    intervalMs: 0,
    maxInHand: 2,
    logger,
    claim: (limit) => Promise.resolve(waiting.splice(0, limit)),
    ...options,
  });

it('works on other items while one hangs, and on no more than its limit', async () => {
  const waiting = [1, 2, 3, 4, 5];
  const hanging = Promise.withResolvers<undefined>();
  const last = Promise.withResolvers<undefined>();
  let inHand = 0;
  let mostInHand = 0;
  const loop = loopOver(waiting, {
    work: async (item) => {
      inHand += 1;
      mostInHand = Math.max(mostInHand, inHand);
      if (item === 1) await hanging.promise;
      inHand -= 1;
      if (item === 5) last.resolve(undefined);
    },
  });
  loop.start();
  await last.promise;
  hanging.resolve(undefined);
  await loop.stop();
  expect(mostInHand).toBe(2);
  expect(waiting).toEqual([]);
});

it('continues after work that failed', async () => {
  const second = Promise.withResolvers<undefined>();
  const loop = loopOver([1, 2], {
    maxInHand: 1,
    work: (item) => {
      if (item === 1) return Promise.reject(new Error('no provider'));
      second.resolve(undefined);
      return Promise.resolve();
    },
  });
  loop.start();
  await second.promise;
  await expect(loop.stop()).resolves.toBeUndefined();
});

it('waits for work in progress when it is stopped', async () => {
  const begun = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  let isFinished = false;
  const loop = loopOver([1], {
    work: async () => {
      begun.resolve(undefined);
      await release.promise;
      isFinished = true;
    },
  });
  loop.start();
  await begun.promise;
  const stopped = loop.stop();
  expect(isFinished).toBe(false);
  release.resolve(undefined);
  await stopped;
  expect(isFinished).toBe(true);
});
