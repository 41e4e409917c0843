import { expect, it } from 'vitest';
import { ConnectionCounts } from './connection-counts.ts';

it('gives each client as many as it may have', () => {
  const counts = new ConnectionCounts();
  expect(counts.take('a', 2)).toBeTypeOf('function');
  expect(counts.take('a', 2)).toBeTypeOf('function');
  expect(counts.take('a', 2)).toBeUndefined();
  expect(counts.take('b', 2)).toBeTypeOf('function');
});

it('releases a connection once, however often it is asked to', () => {
  const counts = new ConnectionCounts();
  const release = counts.take('a', 2);
  counts.take('a', 2);
  release?.();
  release?.();
  expect(counts.take('a', 2)).toBeTypeOf('function');
  expect(counts.take('a', 2)).toBeUndefined();
});
