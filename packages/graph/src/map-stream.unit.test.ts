import { expect, it, vi } from 'vitest';
import { EventQueue } from './event-queue.ts';
import { mapStream } from './map-stream.ts';

it('changes each event in order', async () => {
  const source = new EventQueue<number>();
  for (const event of [1, 2, 3]) source.push(event);
  source.end();
  expect(await Array.fromAsync(mapStream(source, (event) => event * 10))).toEqual([10, 20, 30]);
});

it('returns to the source while an event is awaited', async () => {
  const onReturn = vi.fn();
  const stream = mapStream(new EventQueue<number>({ onReturn }), (event) => Promise.resolve(event));
  const pending = stream.next();
  await stream.return();
  expect(onReturn).toHaveBeenCalledOnce();
  expect(await pending).toEqual({ done: true, value: undefined });
});

it('gives no event that was being changed when the reader returned', async () => {
  const source = new EventQueue<number>();
  const change = Promise.withResolvers<number>();
  const stream = mapStream(source, () => change.promise);
  source.push(1);
  const pending = stream.next();
  await stream.return();
  change.resolve(1);
  expect(await pending).toEqual({ done: true, value: undefined });
});

it('ends the source when an event cannot be changed', async () => {
  const onReturn = vi.fn();
  const source = new EventQueue<number>({ onReturn });
  source.push(1);
  const stream = mapStream(source, () => Promise.reject(new Error('no answer')));
  await expect(stream.next()).rejects.toThrow('no answer');
  expect(onReturn).toHaveBeenCalledOnce();
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});
