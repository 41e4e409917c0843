import { expect, it } from 'vitest';
import { termsOf, type TypedPart, type TypedRun } from './typed-text.ts';

const known = (word: string): TypedPart => ({ word, lexemes: [word], isKnown: true, isSpaceless: false });
const unknown = (word: string): TypedPart => ({ ...known(word), isKnown: false });
const common = (word: string): TypedPart => ({ ...known(word), lexemes: [], isKnown: false });

/** Runs as they are typed: each with its parts. */
function runsOf(...typed: [text: string, ...parts: TypedPart[]][]): TypedRun[] {
  return typed.map(([text, ...parts], index) => ({
    run: index + 1,
    text,
    joined: text.replaceAll(/[-']/g, ''),
    parts,
  }));
}

const join = (first: number, last: number, lexeme: string) => ({ first, last, lexeme, isCode: false });

it('asks for every word but those that are too common', () => {
  const runs = runsOf(['the', common('the')], ['blue', known('blue')], ['mugg', unknown('mugg')]);
  expect(termsOf({ runs, joins: [] })).toMatchObject([
    { typed: 'blue', alternatives: ["('blue')"] },
    { typed: 'mugg', alternatives: [] },
  ]);
});

it('takes neighbours that are one known word for one, or for both', () => {
  const runs = runsOf(['back', known('back')], ['pack', known('pack')]);
  expect(termsOf({ runs, joins: [join(1, 2, 'backpack')] })).toMatchObject([
    { typed: 'back pack', alternatives: ["'backpack'", "(('back') & ('pack'))"] },
  ]);
});

it('takes a part that is too common by itself only together with its neighbour', () => {
  const runs = runsOf(['t', common('t')], ['shirt', known('shirt')]);
  const [term, ...others] = termsOf({ runs, joins: [join(1, 2, 'tshirt')] });
  expect(term?.alternatives).toEqual(["'tshirt'"]);
  expect(others).toEqual([]);
});

it('prefers the longest of the words that neighbours make together', () => {
  const runs = runsOf(['mug', known('mug')], ['00045', unknown('00045')], ['01', unknown('01')]);
  const joins = [join(1, 2, 'mug00045'), { ...join(1, 3, 'mug0004501'), isCode: true }];
  expect(termsOf({ runs, joins })).toMatchObject([{ typed: 'mug 00045 01', alternatives: ["'mug0004501'"] }]);
});

it('needs no article that an apostrophe cuts off', () => {
  const runs = runsOf(["l'orange", common('l'), known('orange')]);
  expect(termsOf({ runs, joins: [join(1, 1, 'lorang')] })).toMatchObject([
    { alternatives: ["'lorang'", "(('orange'))"] },
  ]);
});

it('takes what mixes letters and digits for one word, and for its parts only when each says something', () => {
  const runs = runsOf(
    ['a4', common('a'), known('4')],
    ['ab-12', unknown('ab'), known('12')],
    ['phone5', known('phone'), known('5')],
  );
  expect(termsOf({ runs, joins: [] })).toMatchObject([
    { typed: 'a4', word: 'a4', alternatives: [], parts: [] },
    { typed: 'ab-12', word: 'ab12', alternatives: [], parts: [{ typed: 'ab' }, { typed: '12' }] },
    { typed: 'phone', alternatives: ["('phone')"] },
    { typed: '5', alternatives: ["('5')"] },
  ]);
});

it('asks for characters of scripts without blanks one after the other', () => {
  const part = { word: '马克杯', lexemes: ['马克', '克杯'], isKnown: true, isSpaceless: true };
  expect(termsOf({ runs: runsOf(['马克杯', part]), joins: [] })).toMatchObject([
    { alternatives: ["('马克' <-> '克杯')"] },
  ]);
});
