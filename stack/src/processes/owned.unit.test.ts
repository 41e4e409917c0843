import { expect, it } from 'vitest';
import { Owned, type Stoppable } from './owned.ts';

function recorder(): { log: string[]; member: (name: string) => Stoppable } {
  const log: string[] = [];
  const member = (name: string): Stoppable => ({
    name,
    stop: () => void log.push(`stop ${name}`),
    kill: (signal) => void log.push(`${signal} ${name}`),
  });
  return { log, member };
}

it('stops the last started first', async () => {
  const { log, member } = recorder();
  const owned = new Owned();
  await owned.add(member('database'));
  await owned.add(member('orders'), member('carts'));
  await owned.stop();
  await owned.stop();
  expect(log).toEqual(['stop orders', 'stop carts', 'stop database']);
});

it('stops the others when one fails to stop', async () => {
  const { log, member } = recorder();
  const owned = new Owned();
  await owned.add(member('database'));
  await owned.add({ ...member('orders'), stop: () => Promise.reject(new Error('no')) });
  await owned.stop();
  expect(log).toEqual(['stop database']);
});

it('stops at once what is started after the end', async () => {
  const { log, member } = recorder();
  const owned = new Owned();
  await owned.stop();
  await expect(owned.add(member('late'))).rejects.toThrow(/stopped while it was starting/);
  expect(log).toEqual(['stop late']);
});

it('forgets what has ended on its own', async () => {
  const { log, member } = recorder();
  const owned = new Owned();
  const script = member('script');
  await owned.add(script);
  owned.release(script);
  owned.kill();
  expect(log).toEqual([]);
});
