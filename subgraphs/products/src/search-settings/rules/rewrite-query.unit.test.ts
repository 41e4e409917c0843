import { describe, expect, it } from 'vitest';
import { indexSettings, type BrandAlias } from './indexed-settings.ts';
import { rewriteQuery } from './rewrite-query.ts';
import type { SynonymGroup } from './settings.ts';

const group = (...phrases: string[]): SynonymGroup => ({ phrases, isOneWay: false });

function rewrite(
  typed: string,
  {
    groups = [],
    words = [],
    pins = [],
    aliases = [],
    spelling = 'CORRECTED',
  }: {
    readonly groups?: readonly SynonymGroup[];
    readonly words?: readonly string[];
    readonly pins?: readonly { readonly queryKey: string; readonly productIds: readonly string[] }[];
    readonly aliases?: readonly BrandAlias[];
    readonly spelling?: 'CORRECTED' | 'AS_TYPED';
  },
) {
  const [synonyms, stopWords] = [
    { groups, version: 1 },
    { words, version: 1 },
  ];
  return rewriteQuery(
    typed,
    spelling,
    indexSettings(
      { synonyms, stopWords, boosts: { boosts: [], version: 0 }, facetRanges: { facets: [], version: 0 } },
      pins,
      aliases,
    ),
  );
}

describe('synonyms', () => {
  const shoes = group('trainers', 'Running Shoes', 'sneakers');

  it.each([
    ['red TRAINERS', 'TRAINERS', ['Running Shoes', 'sneakers']],
    ['running  shoes, red', 'running shoes,', ['trainers', 'sneakers']],
    ['Snéakers', 'Snéakers', ['trainers', 'Running Shoes']],
  ])('of "%s" are found whatever its case, accents and punctuation', (typed, phrase, others) => {
    expect(rewrite(typed, { groups: [shoes] }).synonyms).toEqual([{ phrase, others }]);
  });

  it('are none of a part of a word, of words apart, or of words as they are', () => {
    for (const typed of ['trainersx', 'running red shoes', 'shoes running'])
      expect(rewrite(typed, { groups: [shoes] }).synonyms).toEqual([]);
    expect(rewrite('trainers', { groups: [shoes], spelling: 'AS_TYPED' }).synonyms).toEqual([]);
  });

  it('of one way stand for the others, and not the others for them', () => {
    const groups = [{ phrases: ['footwear', 'boots', 'sandals'], isOneWay: true }];
    expect(rewrite('footwear', { groups }).synonyms).toMatchObject([{ others: ['boots', 'sandals'] }]);
    expect(rewrite('boots', { groups }).synonyms).toEqual([]);
  });

  it('of several groups are joined, and the longest phrase is taken', () => {
    const groups = [group('tea pot', 'kettle'), group('tea', 'chai'), group('chai', 'tea', 'cha')];
    expect(rewrite('tea pot', { groups }).synonyms).toEqual([{ phrase: 'tea pot', others: ['kettle'] }]);
    expect(rewrite('tea', { groups }).synonyms).toEqual([{ phrase: 'tea', others: ['chai', 'cha'] }]);
  });

  it('are twelve of three phrases at most', () => {
    const many = (word: string) =>
      group(word, ...Array.from({ length: 9 }, (_value, place) => `${word}${place}`));
    const { synonyms } = rewrite('a b c d', { groups: ['a', 'b', 'c', 'd'].map(many) });
    expect(synonyms.map(({ others }) => others.length)).toEqual([9, 3]);
    const pairs = ['a', 'b', 'c', 'd'].map((word) => group(word, `${word}${word}`));
    expect(rewrite('a b c d', { groups: pairs }).synonyms).toHaveLength(3);
  });
});

describe('aliases of brands', () => {
  it('stand for the brand, after what staff have said', () => {
    const aliases = [{ alias: 'Tern', brand: 'Heron' }];
    expect(rewrite('tern', { aliases, groups: [group('tern', 'gull')] }).synonyms).toEqual([
      { phrase: 'tern', others: ['gull', 'Heron'] },
    ]);
    expect(rewrite('heron', { aliases }).synonyms).toEqual([]);
    expect(rewrite('!', { aliases: [{ alias: '!', brand: 'Heron' }] }).synonyms).toEqual([]);
  });
});

describe('phrases with stop words in them', () => {
  const aliases = [{ alias: 'House of Tern', brand: 'Heron' }];

  it('are found with and without these', () => {
    for (const typed of ['house of tern', 'House Tern'])
      expect(rewrite(typed, { aliases, words: ['of'] }).synonyms).toEqual([
        { phrase: expect.stringMatching(/^house tern$/iu) as string, others: ['Heron'] },
      ]);
    expect(rewrite('house tern', { aliases }).synonyms).toEqual([]);
    const groups = [group('out of doors', 'camping')];
    expect(rewrite('out of doors', { groups, words: ['of'] }).synonyms).toMatchObject([
      { others: ['camping'] },
    ]);
  });

  it('are found as they are where they have no other', () => {
    const [groups, words] = [[group('the who', 'band')], ['the', 'who']];
    expect(rewrite('The Who', { groups, words }).synonyms).toMatchObject([{ others: ['band'] }]);
    expect(rewrite('the who mug', { groups, words }).synonyms).toEqual([]);
  });
});

describe('stop words', () => {
  it.each([
    ['Cheap red mug', 'red mug'],
    ['mug (cheap)', 'mug'],
    ['cheapest mug', 'cheapest mug'],
    ['cheap', 'cheap'],
    ['cheap !', 'cheap !'],
    ['red   mug', 'red   mug'],
  ])('"%s" is searched for as "%s"', (typed, text) => {
    expect(rewrite(typed, { words: ['cheap'] }).text).toBe(text);
  });

  it('are words like others where words are as they are', () => {
    expect(rewrite('cheap mug', { words: ['cheap'], spelling: 'AS_TYPED' }).text).toBe('cheap mug');
  });
});

describe('pinned products', () => {
  const pins = [{ queryKey: 'cheap mug', productIds: ['one', 'two'] }];

  it('are those of the whole query, whatever its form', () => {
    const { pinned, text } = rewrite(' Cheap  MUG! ', { pins, words: ['cheap'] });
    expect([pinned, text]).toEqual([['one', 'two'], 'MUG!']);
    for (const typed of ['mug', 'cheap mugs', 'mug cheap'])
      expect(rewrite(typed, { pins }).pinned).toEqual([]);
    expect(rewrite('cheap mug', { pins, spelling: 'AS_TYPED' }).pinned).toEqual([]);
  });
});
