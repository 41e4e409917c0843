import { expect, it, vi } from 'vitest';
import { EventQueue } from './event-queue.ts';

it('gives events in order, those pushed before and after they are asked for', async () => {
  const queue = new EventQueue<number>();
  queue.push(1);
  queue.push(2);
  queue.end();
  expect(await Array.fromAsync(queue)).toEqual([1, 2]);
  const later = new EventQueue<number>();
  const next = later.next();
  later.push(3);
  expect(await next).toEqual({ done: false, value: 3 });
});

it('ends a pending next when the reader returns, and calls back once', async () => {
  const onReturn = vi.fn();
  const queue = new EventQueue<number>({ onReturn });
  const pending = queue.next();
  await queue.return();
  await queue.return();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(onReturn).toHaveBeenCalledOnce();
});

it('does not call back when the reader returns after the end', async () => {
  const onReturn = vi.fn();
  const queue = new EventQueue<number>({ onReturn });
  queue.end();
  await queue.return();
  expect(onReturn).not.toHaveBeenCalled();
});

it('gives what came before a failure, then the failure, then nothing', async () => {
  const queue = new EventQueue<number>();
  queue.push(1);
  queue.fail(new Error('gone'));
  expect(await queue.next()).toEqual({ done: false, value: 1 });
  await expect(queue.next()).rejects.toThrow('gone');
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

it('fails a pending next', async () => {
  const queue = new EventQueue<number>();
  const pending = queue.next();
  queue.fail(new Error('gone'));
  await expect(pending).rejects.toThrow('gone');
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

it('gives each of several pending reads an event of its own', async () => {
  const queue = new EventQueue<number>();
  const reads = [queue.next(), queue.next(), queue.next()];
  queue.push(1);
  queue.push(2);
  queue.end();
  expect((await Promise.all(reads)).map(({ value }) => value)).toEqual([1, 2, undefined]);
});

it('asks for events when a reader waits, and not while there are some', async () => {
  const onWaiting = vi.fn(() => queue.push(2));
  const queue: EventQueue<number> = new EventQueue({ onWaiting });
  queue.push(1);
  expect(queue.size).toBe(1);
  await queue.next();
  expect([onWaiting.mock.calls.length, queue.isAwaited]).toEqual([0, false]);
  expect(await queue.next()).toEqual({ done: false, value: 2 });
  onWaiting.mockImplementation(() => undefined);
  void queue.next();
  expect([onWaiting.mock.calls.length, queue.isAwaited]).toEqual([2, true]);
});
