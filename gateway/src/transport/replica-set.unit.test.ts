import { expect, it } from 'vitest';
import { ReplicaSet } from './replica-set.ts';

it('begins with each replica in turn and offers all of them', () => {
  const replicas = new ReplicaSet(['a', 'b', 'c']);
  expect([replicas.inOrder(), replicas.inOrder(), replicas.inOrder(), replicas.inOrder()]).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

it('offers a replica that failed last, for a second', () => {
  let nowMs = 0;
  const replicas = new ReplicaSet(['a', 'b'], () => nowMs);
  replicas.markFailed('a');
  expect([replicas.inOrder(), replicas.inOrder()]).toEqual([
    ['b', 'a'],
    ['b', 'a'],
  ]);
  nowMs = 1001;
  expect(replicas.inOrder()).toEqual(['a', 'b']);
});

it('offers a replica that answered again in its turn', () => {
  const replicas = new ReplicaSet(['a', 'b']);
  replicas.markFailed('a');
  replicas.markHealthy('a');
  expect(replicas.inOrder()).toEqual(['a', 'b']);
});

it('needs a replica', () => {
  expect(() => new ReplicaSet([])).toThrow('at least one');
});
