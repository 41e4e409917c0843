import { expect, it } from 'vitest';
import { ConnectionCounts } from './connection-counts.ts';

it('gives each client as many as it may have', () => {
  const counts = new ConnectionCounts(2);
  expect(counts.take('a')).toBeTypeOf('function');
  expect(counts.take('a')).toBeTypeOf('function');
  expect(counts.take('a')).toBeUndefined();
  expect(counts.take('b')).toBeTypeOf('function');
});

it('releases a connection once, however often it is asked to', () => {
  const counts = new ConnectionCounts(2);
  const release = counts.take('a');
  counts.take('a');
  release?.();
  release?.();
  expect(counts.take('a')).toBeTypeOf('function');
  expect(counts.take('a')).toBeUndefined();
});
