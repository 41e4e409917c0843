import { expect, it } from 'vitest';
import { namesMeant } from './names-meant.ts';

const brand = (name: string, slug: string, more: object = {}) => ({
  name,
  slug,
  formerNames: [],
  aliases: [],
  isSeen: true,
  ...more,
});

it.each([
  ['kiln', [brand('Other', 'kiln'), brand('kiln', 'kiln-2')], ['kiln']],
  ['kiln', [brand('Other', 'kiln'), brand('New', 'new', { formerNames: ['kiln'] })], ['New', 'kiln']],
  ['kiln', [brand('Kiln & Co', 'kiln', { formerNames: ['Kiln'] })], ['Kiln & Co', 'Kiln']],
  ['Kiln & Co', [brand('Kiln & Co', 'kiln', { formerNames: ['Kiln'] })], ['Kiln & Co', 'Kiln']],
  ['kiln', [brand('Kiln', 'kiln', { isSeen: false })], ['kiln']],
  ['kiln', [brand('Other', 'kiln'), brand('New', 'new', { aliases: ['kiln'] })], ['New']],
  ['kiln', [brand('New', 'new', { aliases: ['kiln'] }), brand('kiln', 'kiln-2')], ['kiln']],
  ['kiln', [], ['kiln']],
])('"%s" among %j means %j', (text, brands, expected) => {
  expect(namesMeant(text, brands)).toEqual(expected);
});
