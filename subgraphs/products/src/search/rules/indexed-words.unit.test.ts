import { expect, it } from 'vitest';
import { indexedWords, nameOrder } from './indexed-words.ts';

it('writes the words of each weight in their order, with a gap where some were left out', () => {
  const words = indexedWords([
    { lexeme: 'mug', positions: [2, 9], weights: ['A', 'D'] },
    { lexeme: 'oak', positions: [1], weights: ['A'] },
    { lexeme: 'goe', positions: [6], weights: ['D'] },
    { lexeme: 'a b', positions: null, weights: null },
  ]);
  expect(words).toEqual({ A: 'oak mug', B: '', C: '', D: 'a␣b · goe · mug' });
});

it('sorts names without regard for marks and capitals', () => {
  const names = ['Éclair', 'zebra', 'Eclipse', 'apple'];
  const inOrder = names.toSorted((a, b) => (nameOrder(a) < nameOrder(b) ? -1 : 1));
  expect(inOrder).toEqual(['apple', 'Éclair', 'Eclipse', 'zebra']);
});
