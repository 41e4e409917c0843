import { expect, it } from 'vitest';
import { nameOf, titlesIn } from './rules.ts';

it.each([
  ['Natural', 'Oak stool (Natural)'],
  ['', 'Oak stool'],
])('a variant titled %j is called %s', (variantTitle, name) => {
  expect(nameOf({ title: 'Oak stool', variantTitle })).toBe(name);
});

it.each([
  ['de', 'Hocker aus Eiche', 'Natur'],
  ['de-AT', 'Hocker aus Eiche', 'Natur'],
  ['en', 'Oak stool', 'Natural'],
  ['fr', 'Oak stool', 'Natural'],
])('in %s a variant is called %s, %s', (language, title, variantTitle) => {
  const translations = { de: { title: 'Hocker aus Eiche', variantTitle: 'Natur' } };
  const offer = { title: 'Oak stool', variantTitle: 'Natural', translations };
  expect(titlesIn(offer, language)).toEqual({ title, variantTitle });
  expect(titlesIn({ title: offer.title, variantTitle: offer.variantTitle }, 'de')).toEqual({
    title: 'Oak stool',
    variantTitle: 'Natural',
  });
});
