import { expect, it } from 'vitest';
import { CategoryTree } from './category-tree.ts';

const category = (id: string, parentId: string | null, position = 0) => ({
  id,
  parentId,
  slug: `${id}-slug`,
  name: id,
  description: '',
  position,
  version: 1,
});
const tree = new CategoryTree([
  category('tees', 'tops', 1),
  category('tops', 'clothing'),
  category('clothing', null),
  category('shirts', 'tops', 0),
]);
const ids = (categories: readonly { id: string }[]) => categories.map(({ id }) => id);

it('knows the way from the top', () => {
  expect(ids(tree.path('tees'))).toEqual(['clothing', 'tops', 'tees']);
  expect(tree.path('nowhere')).toEqual([]);
});

it('knows what is below, in order', () => {
  expect(ids(tree.children('tops'))).toEqual(['shirts', 'tees']);
  expect(tree.idsBelow('clothing')).toEqual(['clothing', 'tops', 'shirts', 'tees']);
  expect(ids(tree.walk())).toEqual(['clothing', 'tops', 'shirts', 'tees']);
});

it('finds by id and by slug, or nothing', () => {
  expect(tree.get('tops')?.slug).toBe('tops-slug');
  expect(tree.withSlug('tops-slug')?.id).toBe('tops');
  expect(tree.get('nowhere')).toBeNull();
  expect(tree.withSlug('nowhere')).toBeNull();
});
