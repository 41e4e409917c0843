import { describe, expect, it } from 'vitest';
import { indexSettings } from './indexed-settings.ts';
import { rewriteUnfinished } from './rewrite-unfinished.ts';
import type { SynonymGroup } from './settings.ts';

const group = (...phrases: string[]): SynonymGroup => ({ phrases, isOneWay: false });

function rewrite(
  typed: string,
  { groups = [], words = [] }: { readonly groups?: SynonymGroup[]; readonly words?: string[] },
) {
  const kept = {
    synonyms: { groups, version: 1 },
    stopWords: { words, version: 1 },
    boosts: { boosts: [], version: 0 },
    facetRanges: { facets: [], version: 0 },
  };
  return rewriteUnfinished(typed, indexSettings(kept, []));
}

describe('synonyms of what is being typed', () => {
  const shoes = group('trainers', 'running shoes');

  it.each([
    ['trainers', 'trainers', ['running shoes']],
    ['red Trai', 'Trai', ['running shoes']],
    ['red running sho', 'running sho', ['trainers']],
    ['runn', 'runn', ['trainers']],
  ])('"%s" ends in what "%s" begins', (typed, phrase, others) => {
    expect(rewrite(typed, { groups: [shoes] }).ending).toEqual({ phrase, others });
  });

  it.each(['tr', 'trainersx', 'trainers red', ''])('"%s" ends in none', (typed) => {
    expect(rewrite(typed, { groups: [shoes] }).ending).toBeNull();
  });

  it('takes a whole phrase for itself, whatever else begins with it', () => {
    const groups = [group('tea', 'chai'), group('tea pot', 'kettle')];
    expect(rewrite('tea', { groups }).ending?.others).toEqual(['chai']);
  });

  it('has phrases before the end, none of which has words of the end', () => {
    expect(rewrite('trainers runn', { groups: [shoes] })).toMatchObject({
      synonyms: [{ phrase: 'trainers', others: ['running shoes'] }],
      ending: { phrase: 'runn', others: ['trainers'] },
    });
    expect(rewrite('running shoes', { groups: [shoes] }).synonyms).toEqual([]);
  });

  it('reads names with one phrase in the place of another, as typed first', () => {
    expect(rewrite('red trai', { groups: [shoes] }).readings).toEqual(['red trai', 'red running shoes']);
    expect(rewrite('red', { groups: [shoes] }).readings).toEqual(['red']);
  });

  it('reads a phrase in its own place, not where other words have its letters', () => {
    const groups = [group('tea', 'chai')];
    expect(rewrite('tea steamer', { groups }).readings).toEqual(['tea steamer', 'chai steamer']);
    expect(rewrite('steam tea', { groups }).readings).toEqual(['steam tea', 'steam chai']);
    expect(rewrite('tea  red tea', { groups }).readings).toEqual([
      'tea  red tea',
      'tea red chai',
      'chai red tea',
    ]);
  });

  it('knows phrases with stop words in them, whether these are typed to their end', () => {
    const [groups, words] = [[group('house of tern', 'heron')], ['of']];
    for (const typed of ['house of', 'house of te', 'house of tern'])
      expect(rewrite(typed, { groups, words }).ending?.others).toEqual(['heron']);
  });
});

describe('stop words of what is being typed', () => {
  it.each([
    ['gift for mu', 'gift mu'],
    ['gift for', 'gift for'],
    ['gift for ', 'gift'],
    ['for', 'for'],
    ['for ', 'for '],
    ['gift  mug', 'gift  mug'],
  ])('"%s" is read as "%s": the last word may become another', (typed, text) => {
    expect(rewrite(typed, { words: ['for'] }).text).toBe(text);
  });
});
