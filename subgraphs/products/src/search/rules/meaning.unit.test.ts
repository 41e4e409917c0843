import { describe, expect, it } from 'vitest';
import {
  correctionsOf,
  finishedWordsOf,
  meaningsOf,
  replaceWords,
  searchedForIn,
  type Meaning,
  type UnknownWord,
} from './meaning.ts';
import type { Term, TypedText } from './typed-text.ts';

const unknownTerm = (word: string, parts: Term[] = []): Term => ({
  typed: word,
  word,
  alternatives: [],
  parts,
});
const known = (word: string) => ({ word, lexeme: word, products: 1 });
const words = (...all: string[]) => all.map(known);
const lookedUp = (found: Partial<UnknownWord> & { word: string }) =>
  new Map([[found.word, { completions: [], candidates: [], pairs: [], ...found }]]);

describe('meaningsOf', () => {
  it('takes a known word as it was typed', () => {
    const term = { ...unknownTerm('mugs'), alternatives: ["('mug')"] };
    expect(meaningsOf(term, lookedUp({ word: 'mugs', candidates: words('mug') }))).toMatchObject([
      { reading: 'AS_TYPED', searchedFor: ['mugs'], alternatives: ["('mug')"] },
    ]);
  });

  it('takes an unknown word for all that it begins rather than for what it looks like', () => {
    const found = { word: 'bean', completions: words('beanie', 'beanbag'), candidates: words('bear') };
    expect(meaningsOf(unknownTerm('bean'), lookedUp(found))).toMatchObject([
      { reading: 'BEGINNING', searchedFor: ['beanie', 'beanbag'], alternatives: ["'beanie'", "'beanbag'"] },
    ]);
  });

  it.each(['wi', '9', '045'])('takes %j for no beginning', (word) => {
    const found = { word, completions: words(`${word}0`) };
    expect(meaningsOf(unknownTerm(word), lookedUp(found))).toMatchObject([{ reading: 'LEFT_OUT' }]);
  });

  it('corrects what is a slip, or was written together', () => {
    const slip = lookedUp({ word: 'ceramc', candidates: words('ceramic') });
    expect(meaningsOf(unknownTerm('ceramc'), slip)).toMatchObject([
      { reading: 'CORRECTED', searchedFor: ['ceramic'], alternatives: ["('ceramic')"] },
    ]);
    const together = lookedUp({ word: 'coffeemug', pairs: [[known('coffee'), known('mug')]] });
    expect(meaningsOf(unknownTerm('coffeemug'), together)).toMatchObject([
      { reading: 'CORRECTED', searchedFor: ['coffee mug'], alternatives: ["('coffee' & 'mug')"] },
    ]);
  });

  it('leaves out what is like nothing, and everyday words that nobody sells', () => {
    expect(meaningsOf(unknownTerm('xylophonist'), new Map())).toMatchObject([
      { reading: 'LEFT_OUT', searchedFor: [], alternatives: [] },
    ]);
    const everyday = lookedUp({ word: 'something', pairs: [[known('some'), known('thing')]] });
    expect(meaningsOf(unknownTerm('something'), everyday)).toMatchObject([{ reading: 'LEFT_OUT' }]);
  });

  it('looks at the parts of a code that nothing begins with', () => {
    const parts = [{ ...unknownTerm('mug'), alternatives: ["('mug')"] }, unknownTerm('99999')];
    expect(meaningsOf(unknownTerm('mug99999', parts), new Map())).toMatchObject([
      { typed: 'mug', reading: 'AS_TYPED' },
      { typed: '99999', reading: 'LEFT_OUT' },
    ]);
  });
});

describe('the words of a meaning', () => {
  const part = (word: string) => ({ word, lexemes: [word], isKnown: false, isSpaceless: false });
  const typed: TypedText = {
    runs: [
      { run: 1, text: 'blu', joined: 'blu', parts: [part('blu')] },
      { run: 2, text: 't-shrit', joined: 'tshrit', parts: [part('t'), part('shrit')] },
      { run: 3, text: 'xyl', joined: 'xyl', parts: [part('xyl')] },
    ],
    joins: [],
  };
  const meaning = (word: string, reading: Meaning['reading'], ...searchedFor: string[]): Meaning => ({
    typed: word,
    reading,
    searchedFor,
    alternatives: [],
  });
  const blu = meaning('blu', 'BEGINNING', 'blue', 'blush');
  const shrit = meaning('shrit', 'CORRECTED', 'shirt');

  it('stand where the typed ones stood', () => {
    const better = new Map([...finishedWordsOf([blu, shrit]), ...correctionsOf([blu, shrit])]);
    expect(replaceWords(typed, better)).toBe('blue t-shirt xyl');
  });

  it('finish a beginning only when its commonest word is nearly typed', () => {
    const others = [meaning('blu', 'BEGINNING', 'blush', 'blue'), meaning('mug-1', 'BEGINNING', 'mug012')];
    expect([...finishedWordsOf(others)]).toEqual([]);
  });

  it.each([
    ['tin', 'tiny'],
    ['plus', 'plush'],
  ])('do not finish %j, which is a word by itself', (word, longer) => {
    expect([...finishedWordsOf([meaning(word, 'BEGINNING', longer)])]).toEqual([]);
  });

  it('are what was searched for, without those that were left out', () => {
    expect(searchedForIn(typed, [blu, shrit])).toBe('blu t-shirt xyl');
    expect(searchedForIn(typed, [blu, shrit, meaning('xyl', 'LEFT_OUT')])).toBe('blu shirt');
  });
});
