import { expect, it } from 'vitest';
import { roundsOf } from './rounds.ts';

it('has nothing twice in a round, and what is about one thing in its order', () => {
  const rounds = roundsOf(['a1', 'a2', 'b1', 'a3', 'b2', 'c1'], (one) => one[0] ?? '');
  expect(rounds).toEqual([['a1', 'b1', 'c1'], ['a2', 'b2'], ['a3']]);
  expect(roundsOf([], String)).toEqual([]);
});
