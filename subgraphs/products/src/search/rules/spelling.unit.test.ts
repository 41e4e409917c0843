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

const known = (...words: string[]) => words.map((word) => ({ word, lexeme: word, products: 1 }));

describe('closestWord', () => {
  const closest = (typed: string, candidates: ReturnType<typeof known>) =>
    closestWord(typed, candidates)?.word ?? null;

  it('forgives two letters in the wrong order', () => {
    expect(closest('shrit', known('shirt', 'skirt'))).toBe('shirt');
  });

  it('forgives one slip in a short word and two in a long one', () => {
    expect(closest('chiar', known('chair', 'cigar'))).toBe('chair');
    expect(closest('navvyy', known('navy'))).toBe('navy');
    expect(closest('nvyy', known('navy'))).toBeNull();
  });

  it.each(['mg', 'mgu', 'tvs'])('guesses nothing for %j, which could be anything', (typed) => {
    expect(closest(typed, known('mug', 'vs'))).toBeNull();
  });

  it.each([
    'bean',
    'gift',
    'sale',
    'kids',
    'women',
    'christmas',
    'dish',
    'voucher',
    'woollen',
    'taupe',
    'trending',
  ])('takes the everyday word %j for no other', (typed) => {
    const others = [`${typed}y`, typed.slice(1), `x${typed.slice(1)}`];
    expect(closest(typed, known(...others))).toBeNull();
  });

  it('takes a number or a code for no other', () => {
    expect(closest('mug0004501', known('mug0004502'))).toBeNull();
    expect(closest('shirtt', known('shirt1'))).toBeNull();
  });

  it('prefers the word that begins alike, then the commoner', () => {
    expect(closest('zhirt', known('zhirr', 'shirt'))).toBe('zhirr');
    const candidates = known('trosers', 'trowers').map((word, index) => ({ ...word, products: index }));
    expect(closest('tromers', candidates)).toBe('trowers');
  });

  it('is null when nothing is near', () => {
    expect(closest('xylophoned', known('mug', 'shirt'))).toBeNull();
    expect(closest('cusion', [])).toBeNull();
  });
});

describe('closestBeginning', () => {
  it('does not count what is still to be typed', () => {
    expect(closestBeginning('ceam', known('ceramic'))?.word).toBe('ceramic');
    expect(closestWord('ceam', known('ceramic'))).toBeNull();
  });
});
