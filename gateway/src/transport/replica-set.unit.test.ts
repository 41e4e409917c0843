import { expect, it } from 'vitest';
import { ReplicaSet } from './replica-set.ts';

it('begins with each replica in turn and offers all of them', () => {
  const replicas = new ReplicaSet(['a', 'b', 'c']);
  expect([replicas.inTurn(), replicas.inTurn(), replicas.inTurn(), replicas.inTurn()]).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

it('offers a replica that rests last, until its rest is over', () => {
  let nowMs = 0;
  const replicas = new ReplicaSet(['a', 'b'], { now: () => nowMs, restMs: 1000 });
  replicas.rest('a');
  expect([replicas.inTurn(), replicas.inTurn()]).toEqual([
    ['b', 'a'],
    ['b', 'a'],
  ]);
  nowMs = 1001;
  expect(replicas.inTurn()).toEqual(['a', 'b']);
});

it('takes a replica that answered back at once', () => {
  const replicas = new ReplicaSet(['a', 'b']);
  replicas.rest('a');
  replicas.revive('a');
  expect(replicas.inTurn()).toEqual(['a', 'b']);
});

it('needs a replica', () => {
  expect(() => new ReplicaSet([])).toThrow('at least one');
});
