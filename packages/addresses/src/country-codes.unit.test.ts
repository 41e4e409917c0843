import { expect, it } from 'vitest';
import { byName, countryCodes, countryName, optionalCountryCode } from './country-codes.ts';

it('a country is one of the 249 of ISO 3166-1', () => {
  expect(countryCodes).toHaveLength(249);
  for (const code of countryCodes) expect(countryName(code, 'en')).toMatch(/^.{3}/);
});

it.each(['', 'not a language', 'de\0', '\ud800', '*'])('what is no language (%j) is English', (language) => {
  expect(countryName('DE', language)).toBe('Germany');
  expect(['Zypern', 'Ägypten', 'Chile'].sort(byName(language))).toEqual(['Ägypten', 'Chile', 'Zypern']);
});

it.each([
  [null, null],
  ['', null],
  [' fr\u00a0', 'FR'],
  ['ＤＥ', 'DE'],
])('%j is the country %j', (given, code) => {
  expect(optionalCountryCode.parse(given)).toBe(code);
});

it.each(['UK', 'EU', 'ZZ', 'XK', 'AN', 'Germany', 'D\0'])('%j is none', (given) => {
  expect(optionalCountryCode.safeParse(given).success).toBe(false);
});
