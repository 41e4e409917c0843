import { describe, expect, it } from 'vitest';
import { languageFor, negotiateLanguage } from './mod.ts';

describe('the language of an Accept-Language header', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['de', 'de'],
    ['DE', 'de'],
    ['de-AT', 'de'],
    ['de-Latn-AT-1996', 'de'],
    ['en-GB,de', 'en'],
    ['en-GB;q=0.7, de;q=0.8', 'de'],
    ['fr-CH, fr;q=0.9, de;q=0.5, en;q=0.3', 'de'],
    ['  fr ; q=1 , de ;q=0.2', 'de'],
    ['fr', 'en'],
  ])('of %j is %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });

  it.each([
    ['en;q=0, *', 'de'],
    ['*, en;q=0.1', 'de'],
    ['en;q=0', 'de'],
    ['de-AT, de;q=0', 'en'],
    ['de-AT;q=0, de', 'de'],
    ['fr, *;q=0.5', 'en'],
    ['en;q=0, de;q=0', 'en'],
    ['de, *;q=0', 'de'],
    ['*;q=0', 'en'],
    ['en;q=0.000, *;q=0.001', 'de'],
  ])('with exclusions and wildcards, of %j, is %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });

  it.each([
    'not a language',
    'de;q=2',
    'de;q=0.5555',
    'de;q=-1',
    'de_DE',
    'd\u00e9',
    'de;q',
    ',,;,',
    'x'.repeat(100_000),
  ])('of %j is English: what is not well formed is not there', (header) => {
    expect(negotiateLanguage(header)).toBe('en');
  });

  it('is found behind what is not well formed', () => {
    expect(negotiateLanguage('??, de;q=0.1')).toBe('de');
  });
});

describe('the language for a reader’s preferences', () => {
  it.each([
    [[], 'en'],
    [['de'], 'de'],
    [['de-AT', 'en'], 'de'],
    [['fr', 'de-CH'], 'de'],
    [['fr'], 'en'],
    [['en-u-ca-buddhist', 'de'], 'en'],
  ])('for %j is %s', (preferences, language) => {
    expect(languageFor(preferences)).toBe(language);
  });
});
