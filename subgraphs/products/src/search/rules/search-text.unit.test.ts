import { describe, expect, it } from 'vitest';
import { searchWords, toTsquery } from './search-text.ts';

describe('searchWords', () => {
  it.each([
    ['Blue T-Shirt', ['blue', 't-shirt']],
    ['  mug,  cup! ', ['mug', 'cup']],
    ['Crêpe Pan 28 cm', ['crêpe', 'pan', '28', 'cm']],
    ["l'été", ['l', 'été']],
    ['-mug- --', ['mug']],
    ["'; DROP TABLE products; -- & | ! :* <-> \\ \0", ['drop', 'table', 'products']],
    ['', []],
    ['!!!', []],
  ])('finds the words of %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('reads twelve words of forty letters at most', () => {
    const words = searchWords(`${'x'.repeat(100)} ${'mug '.repeat(50)}`);
    expect(words).toHaveLength(12);
    expect(words[0]).toHaveLength(40);
  });
});

describe('toTsquery', () => {
  it('asks for all words, each in one of its spellings', () => {
    expect(toTsquery([['blue'], ['mug', 'mugs']])).toBe("('blue') & ('mug' | 'mugs')");
  });

  it('asks for any word', () => {
    expect(toTsquery([['blue'], ['mug']], 'any')).toBe("('blue') | ('mug')");
  });
});
