import { describe, expect, it } from 'vitest';
import { beginningsOf, meaningOfLast, unfinishedText } from './unfinished-text.ts';
import type { TypedPart, TypedRun } from './typed-text.ts';

const part = (word: string, isKnown = true): TypedPart => ({
  word,
  lexemes: [word],
  isKnown,
  isSpaceless: false,
});
const run = (place: number, text: string, ...parts: TypedPart[]): TypedRun => ({
  run: place,
  text,
  joined: text.replaceAll('-', ''),
  parts,
});
const completed = (word: string, ...completions: string[]) =>
  new Map([
    [
      word,
      {
        word,
        completions: completions.map((completion) => ({ word: completion, lexeme: completion, products: 1 })),
        candidates: [],
        pairs: [],
      },
    ],
  ]);

describe('unfinishedText', () => {
  const blue = run(1, 'blue', part('blue'));

  it('takes the last word off', () => {
    const text = unfinishedText({ runs: [blue, run(2, 'mu', part('mu'))], joins: [] });
    expect(text?.finished.runs).toEqual([blue]);
    expect(text?.last.runs.map(({ text: typed }) => typed)).toEqual(['mu']);
  });

  it('keeps together what is one word when it is joined', () => {
    const runs = [blue, run(2, 't', part('t')), run(3, 'shirt', part('shirt'))];
    const text = unfinishedText({ runs, joins: [{ first: 2, last: 3, lexeme: 'tshirt', isCode: false }] });
    expect(text?.finished.runs).toEqual([blue]);
    expect(text && beginningsOf(text.last)).toEqual(['tshirt', 'shirt']);
  });

  it('is null without words', () => {
    expect(unfinishedText({ runs: [], joins: [] })).toBeNull();
  });
});

describe('meaningOfLast', () => {
  it('is the word itself and all that begins with it', () => {
    const last = { runs: [run(1, 'bear', part('bear'))], joins: [] };
    const { reading, alternatives } = meaningOfLast(last, completed('bear', 'bear', 'beard'));
    expect(reading).toBe('BEGINNING');
    expect(alternatives).toEqual(["((('bear')))", "'bear'", "'beard'"]);
  });

  it('completes what hyphens join, and its last part beside those before', () => {
    const last = { runs: [run(1, 'roll-to', part('roll'), part('to', false))], joins: [] };
    const unknown = new Map([...completed('rollto', 'rolltop'), ...completed('to', 'top', 'tote')]);
    expect(meaningOfLast(last, unknown).alternatives).toEqual([
      "'rolltop'",
      "((((('roll')))) & ('top' | 'tote'))",
    ]);
  });

  it('is left out when nothing begins like it', () => {
    const last = { runs: [run(1, 'xyl', part('xyl', false))], joins: [] };
    expect(meaningOfLast(last, new Map())).toMatchObject({ reading: 'LEFT_OUT', alternatives: [] });
  });
});
