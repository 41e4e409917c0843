import { expect, it } from 'vitest';
import { CategoryTree } from '../../catalogue/door.ts';
import { placeFault, readCategory, siblingsWith } from './tree-change.ts';

const category = (id: string, parentId: string | null, position = 0, name = id) => ({
  id,
  parentId,
  slug: id,
  name,
  description: '',
  position,
  version: 3,
});
const rows = [
  category('a', null),
  category('b', 'a'),
  category('c', 'b'),
  category('d', 'c'),
  category('e', 'd'),
  category('f', 'e'),
  category('g', null, 1),
  category('h', 'g', 0),
  category('i', 'g', 1),
];
const tree = new CategoryTree(rows);

it('gives a category at the version that was read alone', () => {
  expect(readCategory(tree, { id: 'a', version: 3 })).toMatchObject({ kind: 'found', category: { id: 'a' } });
  expect(readCategory(tree, { id: 'a', version: 2 })).toMatchObject({ category: { version: 3 } });
  expect(readCategory(tree, { id: 'a', version: 2 }).kind).toBe('category-changed');
  expect(readCategory(tree, { id: 'x', version: 3 }).kind).toBe('category-not-found');
});

it.each([
  ['b', null, undefined],
  ['h', 'i', undefined],
  ['a', 'a', 'category-cycle'],
  ['a', 'f', 'category-cycle'],
  ['h', 'x', 'category-not-found'],
  ['h', 'e', undefined],
  ['h', 'f', 'invalid-input'],
  ['g', 'e', 'invalid-input'],
  [null, 'e', undefined],
  [null, 'f', 'invalid-input'],
])('says of %j below %j: %s', (id, parentId, kind) => {
  expect(placeFault(tree, { id, parentId })?.kind).toBe(kind);
});

it('puts a category at its place among the others, at most behind them', () => {
  const at = (id: string, position?: number) => siblingsWith(tree, { id, parentId: 'g', position });
  expect(at('new', 0)).toEqual(['new', 'h', 'i']);
  expect(at('new', 1)).toEqual(['h', 'new', 'i']);
  expect(at('h', 1)).toEqual(['i', 'h']);
  expect(at('h', 0)).toEqual(['h', 'i']);
  for (const position of [undefined, 2, 1_000]) expect(at('new', position)).toEqual(['h', 'i', 'new']);
});
