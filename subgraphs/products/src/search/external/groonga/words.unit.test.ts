import { expect, it } from 'vitest';
import { hasWords, isNamed, isNamedInOrder } from './words.ts';

const everywhere = 'wordsA * 10 || wordsB * 4 || wordsC * 2 || wordsD * 1';

it('finds words wherever they stand, and in names alone where that is asked for', () => {
  expect(hasWords("'mug' | 'cup':A")).toBe(
    String.raw`(query("${everywhere}", "\"mug\"") || query("wordsA * 10", "\"cup\""))`,
  );
  expect(hasWords("'mug':A", 'product.')).toBe(String.raw`query("product.wordsA * 10", "\"mug\"")`);
  expect(hasWords('')).toBe('false');
});

it('finds phrases of which each word may be one of several', () => {
  const found = hasWords("('run' | 'jog') <-> 'shoe'");
  expect(found).toBe(
    String.raw`(query("${everywhere}", "\"run shoe\"") || query("${everywhere}", "\"jog shoe\""))`,
  );
  const both = hasWords("('run' & 'jog') <-> 'shoe'");
  expect(both).toBe(found.replace(') || query', ') && query'));
});

it('takes what is typed for nothing but words', () => {
  expect(hasWords(String.raw`'a"b\c':A`)).toBe(String.raw`query("wordsA * 10", "\"a\\\"b\\\\c\"")`);
  expect(isNamedInOrder("'c++':A <-> ('a.b':A | 'x':A)")).toBe(
    String.raw`nameTokens @~ " c\\+\\+ (?:a\\.b|x) "`,
  );
});

it('compares names with whole words', () => {
  expect(isNamed("'mug':A & 'oak':A")).toBe('(nameTokens @ " mug " && nameTokens @ " oak ")');
});
