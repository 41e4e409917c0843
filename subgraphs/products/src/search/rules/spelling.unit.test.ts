import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { closestBeginning, closestWord } from './spelling.ts';

describe('editDistance', () => {
  it.each([
    ['shirt', 'shirt', 0],
    ['shrit', 'shirt', 1],
    ['ceramc', 'ceramic', 1],
    ['mugg', 'mug', 1],
    ['blue', 'blub', 1],
    ['', 'mug', 3],
    ['mug', '', 3],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('from "%s" to "%s" is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});

describe('closestWord', () => {
  const known = (...words: string[]) => words.map((word) => ({ word, products: 1 }));

  it('forgives two letters in the wrong order', () => {
    expect(closestWord('t-shrit', known('shirt', 't-shirt', 'skirt'))).toBe('t-shirt');
  });

  it('forgives one slip in a short word and two in a long one', () => {
    expect(closestWord('blu', known('blue', 'blush'))).toBe('blue');
    expect(closestWord('navvyy', known('navy'))).toBe('navy');
    expect(closestWord('nvyy', known('navy'))).toBeNull();
  });

  it('guesses nothing for a word of two letters', () => {
    expect(closestWord('mg', known('mug'))).toBeNull();
  });

  it('prefers the word that begins alike, then the commoner', () => {
    expect(
      closestWord('tshirt', [
        { word: 'shirt', products: 40 },
        { word: 't-shirt', products: 10 },
      ]),
    ).toBe('t-shirt');
    expect(
      closestWord('pant', [
        { word: 'pans', products: 3 },
        { word: 'pang', products: 7 },
      ]),
    ).toBe('pang');
  });

  it('is null when nothing is near', () => {
    expect(closestWord('xylophone', known('mug', 'shirt'))).toBeNull();
    expect(closestWord('mug', [])).toBeNull();
  });
});

describe('closestBeginning', () => {
  it('does not count what is still to be typed', () => {
    expect(closestBeginning('ceam', [{ word: 'ceramic', products: 1 }])).toBe('ceramic');
    expect(closestWord('ceam', [{ word: 'ceramic', products: 1 }])).toBeNull();
  });
});
