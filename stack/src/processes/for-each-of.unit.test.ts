import { expect, it } from 'vitest';
import { forEachOf } from './for-each-of.ts';

it('works on no more than a few at a time, and on all', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await forEachOf([1, 2, 3, 4, 5], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    done.push(item);
  });
  expect({ most, done }).toEqual({ most: 2, done: [1, 2, 3, 4, 5] });
});

it('starts no new ones after a failure, and lets those in progress finish', async () => {
  const ended: number[] = [];
  const work = async (item: number): Promise<void> => {
    if (item === 1) throw new Error('first');
    await Promise.resolve();
    ended.push(item);
  };
  await expect(forEachOf([1, 2, 3, 4], 2, work)).rejects.toThrow('first');
  expect(ended).toEqual([2]);
});
