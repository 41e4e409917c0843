import { expect, it } from 'vitest';
import { freeSlug, readSlug, slugOf } from './slug.ts';

it.each([
  ['Mugs & Cups', 'mugs-cups'],
  ['  Children’s Wear ', 'childrens-wear'],
  ['Größen für Ölöfen', 'grossen-fur-olofen'],
  ['Smørrebrød', 'smorrebrod'],
  ['Ｆｕｌｌ width', 'full-width'],
  ['---', ''],
  ['家具', ''],
  [`${'a'.repeat(79)} and more`, 'a'.repeat(79)],
])('makes of %j the slug %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

it.each([
  ['mugs-2', 'mugs-2'],
  [' mugs ', 'mugs'],
  ['', null],
  [null, null],
])('reads %j as %j', (given, slug) => {
  expect(readSlug(given)).toBe(slug);
});

it.each([
  ['Mugs', 'INVALID_FORMAT'],
  ['-mugs', 'INVALID_FORMAT'],
  ['mugs--cups', 'INVALID_FORMAT'],
  ['a/b', 'INVALID_FORMAT'],
  ['a'.repeat(81), 'TOO_LONG'],
])('refuses %j: %s', (given, code) => {
  expect(readSlug(given)).toMatchObject({ code });
});

it('numbers a slug that is taken, within its length', () => {
  const taken = new Set(['mugs', 'mugs-2', 'b'.repeat(80)]);
  const free = (slug: string) => freeSlug(slug, (one) => taken.has(one));
  expect(free('cups')).toBe('cups');
  expect(free('mugs')).toBe('mugs-3');
  expect(free('b'.repeat(80))).toBe(`${'b'.repeat(78)}-2`);
});
