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
    ['T\u2011Shirt', ['t-shirt']],
    ['mu\u200bg\u00a0ｃｕｐ', ['mug', 'cup']],
    ['cre\u0302pe', ['crêpe']],
    ['\u200b', []],
    ['', []],
    ['!!!', []],
  ])('finds the words of %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('drops no word and shortens none, which would find more than was asked for', () => {
    const words = searchWords(`${'x'.repeat(100)} ${'mug '.repeat(20)}`);
    expect(words).toEqual(['x'.repeat(100), ...Array<string>(20).fill('mug')]);
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
