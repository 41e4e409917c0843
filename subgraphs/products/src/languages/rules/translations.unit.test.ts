import { expect, it } from 'vitest';
import {
  descriptionIn,
  nameIn,
  optionIn,
  storedOptions,
  textKey,
  translationOf,
  valueIn,
} from './translations.ts';

const mug = {
  name: 'Mug',
  description: 'To drink from.',
  options: [
    { name: 'Colour', values: ['Blue', 'Red'] },
    { name: 'Size', values: ['S'] },
  ],
  translations: {
    de: {
      NAME: 'Becher',
      [textKey('OPTION', ['Colour'])]: 'Farbe',
      [textKey('OPTION_VALUE', ['Colour', 'Blue'])]: 'Blau',
    },
  },
};

it('what is translated is shown in the language, everything else as it was written', () => {
  expect(nameIn(mug, 'de')).toBe('Becher');
  expect(descriptionIn(mug, 'de')).toBe('To drink from.');
  expect([optionIn(mug, 'de', 'Colour'), optionIn(mug, 'de', 'Size')]).toEqual(['Farbe', 'Size']);
  expect(valueIn(mug, 'de', { name: 'Colour', value: 'Blue' })).toBe('Blau');
  expect(valueIn(mug, 'de', { name: 'Size', value: 'Blue' })).toBe('Blue');
  expect(nameIn(mug, 'en')).toBe('Mug');
  expect(nameIn({ name: 'Mug' }, 'de')).toBe('Mug');
});

it('a text that is missing in a language is taken from what the language is a kind of', () => {
  expect(translationOf(mug, 'de-AT' as never, 'NAME')).toBe('Becher');
  const austrian = { translations: { ...mug.translations, 'de-AT': { NAME: 'Häferl' } } };
  expect(translationOf(austrian, 'de-AT' as never, 'NAME')).toBe('Häferl');
  expect(translationOf(austrian, 'de', 'NAME')).toBe('Becher');
  expect(translationOf(mug, 'fr' as never, 'NAME')).toBeUndefined();
});

it.each([
  [
    { name: 'Farbe', value: 'Blau' },
    { name: 'Colour', value: 'Blue' },
  ],
  [
    { name: 'Colour', value: 'Blau' },
    { name: 'Colour', value: 'Blue' },
  ],
  [
    { name: 'Colour', value: 'Red' },
    { name: 'Colour', value: 'Red' },
  ],
  [
    { name: 'Farbe', value: 'Lila' },
    { name: 'Colour', value: 'Lila' },
  ],
  [
    { name: 'Form', value: 'Blau' },
    { name: 'Form', value: 'Blau' },
  ],
])('the choice %j is %j', (chosen, stored) => {
  expect(storedOptions(mug, 'de', [chosen])).toEqual([stored]);
});
