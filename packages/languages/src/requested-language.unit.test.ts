import { expect, it } from 'vitest';
import { fallbacksOf, requestedLanguage } from './mod.ts';

it.each([
  [undefined, 'en'],
  ['de-AT, en;q=0.5', 'de'],
  ['fr', 'en'],
  [['de', 'en'], 'en'],
])('of the header %j is %s, the first time and each time after it', (header, language) => {
  expect(requestedLanguage({ 'accept-language': header })).toBe(language);
  expect(requestedLanguage({ 'accept-language': header })).toBe(language);
});

it('is found for more headers than are remembered', () => {
  for (let at = 0; at < 2_500; at++)
    expect(requestedLanguage({ 'accept-language': `de;q=0.9, x-${at.toString(36)}` })).toBe('de');
});

it.each([
  ['de', ['de']],
  ['de-AT', ['de-AT', 'de']],
  ['zh-Hant-TW', ['zh-Hant-TW', 'zh-Hant', 'zh']],
])('a text that is missing in %s is looked for in %j', (language, fallbacks) => {
  expect(fallbacksOf(language)).toEqual(fallbacks);
});
