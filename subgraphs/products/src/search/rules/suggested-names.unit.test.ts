import { expect, it } from 'vitest';
import { CategoryTree } from '../../catalogue/door.ts';
import { suggestCategories, suggestNamed } from './suggested-names.ts';

const named = (name: string, german?: string) => ({
  name,
  translations: german === undefined ? {} : { de: { NAME: german } },
});
const things = [
  named('Summer Sale', 'Schlussverkauf im Sommer'),
  named('Sale'),
  named('Café Crème', 'Kaffee'),
  named('Garden Chairs'),
];

it.each([
  ['sa', 'en', ['Sale', 'Summer Sale']],
  ['sum sa', 'en', ['Summer Sale']],
  ['SALE SUMMER', 'en', ['Summer Sale']],
  ['cafe', 'en', ['Café Crème']],
  ['kaff', 'en', []],
  ['kaff', 'de', ['Café Crème']],
  ['schluss', 'de', ['Summer Sale']],
  ['gard', 'de', ['Garden Chairs']],
  ['ale', 'en', []],
  ['', 'en', []],
  ['!?', 'en', []],
] as const)('what is typed as "%s" in %s offers %j', (text, language, names) => {
  expect(suggestNamed(things, { readings: [text], language }, 5).map(({ name }) => name)).toEqual(names);
});

it('offers as many as are asked for', () => {
  expect(suggestNamed(things, { readings: ['s'], language: 'en' }, 1).map(({ name }) => name)).toEqual([
    'Sale',
  ]);
});

it('offers categories of any depth in either language', () => {
  const category = { description: '', position: 0, version: 1 };
  const tree = new CategoryTree([
    { ...category, id: '1', parentId: null, slug: 'kitchen', ...named('Kitchen', 'Küche') },
    { ...category, id: '2', parentId: '1', slug: 'kitchen-knives', ...named('Kitchen Knives', 'Messer') },
  ]);
  const slugs = (text: string, language: 'en' | 'de') =>
    suggestCategories(tree, { readings: [text], language }, 5).map(({ slug }) => slug);
  expect(slugs('kit', 'en')).toEqual(['kitchen', 'kitchen-knives']);
  expect(slugs('kuch', 'de')).toEqual(['kitchen']);
  expect(slugs('mess', 'de')).toEqual(['kitchen-knives']);
  expect(slugs('kit', 'en')).toEqual(['kitchen', 'kitchen-knives']);
});

it('offers what staff hold for the same behind what is called as typed', () => {
  const readings = ['garden', 'summer', 'sale'];
  expect(suggestNamed(things, { readings, language: 'en' }, 5).map(({ name }) => name)).toEqual([
    'Garden Chairs',
    'Summer Sale',
    'Sale',
  ]);
});
