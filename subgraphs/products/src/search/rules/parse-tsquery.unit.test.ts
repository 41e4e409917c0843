import { expect, it } from 'vitest';
import { parseTsquery } from './parse-tsquery.ts';
import { inName, toTsquery } from './search-text.ts';

const word = (lexeme: string, isInName = false) => ({ kind: 'word', lexeme, inName: isInName });

it('reads what searches are made of', () => {
  const terms = [["('mug' | 'de:becher')"], ["'oak'", "('抹茶' <-> '茶碗')"]];
  const mug = { kind: 'any', parts: [word('mug'), word('de:becher')] };
  const oak = { kind: 'any', parts: [word('oak'), { kind: 'phrase', parts: [word('抹茶'), word('茶碗')] }] };
  expect(parseTsquery(toTsquery(terms))).toEqual({ kind: 'all', parts: [mug, oak] });
  expect(parseTsquery(toTsquery(terms, 'ANY'))).toEqual({ kind: 'any', parts: [mug, oak] });
});

it('reads what is asked of names', () => {
  const { tsquery, phrase } = inName([["'oak'"], ["'mug'"]]);
  const parts = [word('oak', true), word('mug', true)];
  expect(parseTsquery(tsquery)).toEqual({ kind: 'all', parts });
  expect(parseTsquery(phrase)).toEqual({ kind: 'phrase', parts });
});

it('takes no lexeme for an operator', () => {
  expect(parseTsquery("'o''neill & (mug)'")).toEqual(word("o'neill & (mug)"));
});

it('reads words that are not quoted, and nothing at all', () => {
  expect(parseTsquery('mug:A & oak')).toEqual({ kind: 'all', parts: [word('mug', true), word('oak')] });
  expect(parseTsquery('')).toBeNull();
});

it.each(["('mug'", "'mug' 'oak'", "'mug' &", "'mug"])('takes nothing else: %s', (text) => {
  expect(() => parseTsquery(text)).toThrow(SyntaxError);
});
