import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

it('does once what many ask for at the same time, and again for who asks later', async () => {
  const run = oneAtATime();
  let count = 0;
  const work = () => Promise.resolve(++count);
  expect(await Promise.all([run('same', work), run('same', work), run('same', work)])).toEqual([1, 1, 1]);
  expect(await run('same', work)).toBe(2);
});

it('does different things one after the other, also when one fails', async () => {
  const run = oneAtATime();
  const events: string[] = [];
  const first = run('first', async () => {
    events.push('first begins');
    await Promise.resolve();
    events.push('first ends');
    throw new Error('no');
  });
  const second = run('second', () => Promise.resolve(events.push('second begins')));
  await expect(first).rejects.toThrow('no');
  await second;
  expect(events).toEqual(['first begins', 'first ends', 'second begins']);
});
