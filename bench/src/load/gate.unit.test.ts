import { expect, it } from 'vitest';
import { Gate } from './gate.ts';

it('lets everybody through at once when the last is there or does not come', async () => {
  const gate = new Gate(3);
  const through: number[] = [];
  const waiting = [1, 2].map((member) => gate.pass().then(() => through.push(member)));
  await Promise.resolve();
  expect(through).toEqual([]);
  gate.leave();
  await Promise.all(waiting);
  expect(through).toEqual([1, 2]);
});

it('keeps nobody when nobody is waited for', async () => {
  await expect(new Gate(0).pass()).resolves.toBeUndefined();
});
