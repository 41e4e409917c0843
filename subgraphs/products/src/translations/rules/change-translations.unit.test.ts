import { expect, it } from 'vitest';
import { textKey } from '../../languages/door.ts';
import { changeTranslations, faultsOf, withoutChanged } from './change-translations.ts';
import { inLanguage, textsOfAttribute, textsOfOptions, textsOfPage } from './texts.ts';

const page = { name: 'Mug', description: '', descriptionHtml: null, seoTitle: 'Mugs', seoDescription: null };
const sources = [...textsOfPage(page), ...textsOfOptions([{ name: 'Colour', values: ['Blue'] }])];
const blue = textKey('OPTION_VALUE', ['Colour', 'Blue']);

it('knows each text that says something', () => {
  expect(sources.map(({ field, of }) => textKey(field, of))).toEqual([
    'NAME',
    'SEO_TITLE',
    textKey('OPTION', ['Colour']),
    blue,
  ]);
  const oak = { value: 'oak', name: 'Oak' };
  expect(
    textsOfAttribute({ key: 'wood', name: 'Wood', description: '', choices: [oak] }).map(({ of }) => of),
  ).toEqual([['wood'], ['wood', 'oak']]);
});

it('changes what is asked for and keeps the rest, but nothing whose text is gone', () => {
  const before = { de: { NAME: 'Tasse', [blue]: 'Blau', DESCRIPTION: 'Weg' }, fr: { NAME: 'Tasse' } };
  const changes = [
    { field: 'NAME', of: [], text: 'Becher' },
    { field: 'SEO_TITLE', of: [], text: null },
  ] as const;
  const after = changeTranslations(before, 'de', { sources, changes });
  expect(after).toEqual({ de: { NAME: 'Becher', [blue]: 'Blau' }, fr: { NAME: 'Tasse' } });
  const shown = inLanguage({ sources, translations: after, outdated: { de: { NAME: 'Cup' } } }, 'de');
  expect(shown.map(({ translatedFrom }) => translatedFrom)).toEqual(['Cup', null, null, null]);
  expect(shown.map(({ text }) => text)).toEqual(['Becher', null, null, 'Blau']);
});

it('what is said again fits again, in that language alone', () => {
  const outdated = { de: { NAME: 'Cup', DESCRIPTION: 'Old.' }, fr: { NAME: 'Cup' } };
  const changes = [{ field: 'NAME', of: [] }] as const;
  expect(withoutChanged(outdated, 'de', changes)).toEqual({
    fr: { NAME: 'Cup' },
    de: { DESCRIPTION: 'Old.' },
  });
  expect(withoutChanged({ de: { NAME: 'Cup' } }, 'de', changes)).toEqual({});
});

it('a language without any text is gone', () => {
  const changes = [{ field: 'NAME', of: [], text: null }] as const;
  expect(changeTranslations({ de: { NAME: 'Becher' } }, 'de', { sources, changes })).toEqual({});
});

it('finds what cannot be changed', () => {
  const faults = faultsOf({ sources, maxDescription: 9 }, [
    { field: 'DESCRIPTION', of: [], text: 'Nothing to translate.' },
    { field: 'OPTION_VALUE', of: ['Colour', 'Red'], text: 'Rot' },
    { field: 'NAME', of: [], text: 'x'.repeat(201) },
    { field: 'NAME', of: [], text: 'twice' },
    { field: 'OPTION', of: ['Colour'], text: 'Farbe' },
  ]);
  expect(faults.map(({ path, code }) => [...path, code].join('.'))).toEqual([
    'texts.0.field.INVALID_VALUE',
    'texts.1.field.INVALID_VALUE',
    'texts.2.text.TOO_LONG',
    'texts.3.field.INVALID_VALUE',
  ]);
  const described = textsOfPage({ ...page, description: 'Of clay' });
  const lengthFaults = (text: string) =>
    faultsOf({ sources: described, maxDescription: 9 }, [{ field: 'DESCRIPTION', of: [], text }]);
  expect(lengthFaults('Aus Ton..')).toEqual([]);
  expect(lengthFaults('Aus Ton...')).toMatchObject([{ path: ['texts', '0', 'text'], code: 'TOO_LONG' }]);
});
