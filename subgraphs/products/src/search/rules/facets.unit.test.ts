import { describe, expect, it } from 'vitest';
import { CategoryTree } from '../../catalogue/door.ts';
import { toFacets, type FacetSelection } from './facets.ts';

const category = (id: string, parentId: string | null, position: number) => ({
  id,
  parentId,
  slug: `${id}-slug`,
  name: id.toUpperCase(),
  description: '',
  position,
});
const tree = new CategoryTree([
  category('shoes', null, 1),
  category('clothing', null, 0),
  category('shirts', 'clothing', 1),
  category('tees', 'clothing', 0),
]);
const nothing: FacetSelection = { categories: [], brands: [], availableForSale: null, options: [] };

describe('toFacets', () => {
  it('counts a category with all below it, in the order of the tree', () => {
    const [facet] = toFacets(
      [
        { facet: 'category', value: 'shirts', count: 3 },
        { facet: 'category', value: 'tees', count: 4 },
      ],
      tree,
      { ...nothing, categories: ['tees-slug'] },
    );
    expect(facet?.values).toEqual([
      { id: 'clothing-slug', label: 'CLOTHING', count: 7, selected: false },
      { id: 'tees-slug', label: 'TEES', count: 4, selected: true },
      { id: 'shirts-slug', label: 'SHIRTS', count: 3, selected: false },
    ]);
  });

  it('orders brands by how many products they have', () => {
    const [facet] = toFacets(
      [
        { facet: 'brand', value: 'Ambrel', count: 1 },
        { facet: 'brand', value: 'Lorvane', count: 2 },
      ],
      tree,
      nothing,
    );
    expect(facet?.values.map(({ id }) => id)).toEqual(['Lorvane', 'Ambrel']);
  });

  it('orders sizes by size and numbers by value', () => {
    const options = ['Size=XL', 'Size=S', 'Size=M', 'Width=100 cm', 'Width=20 cm'];
    const facets = toFacets(
      options.map((value) => ({ facet: 'option', value, count: 1 })),
      tree,
      nothing,
    );
    expect(facets.map(({ code, values }) => [code, values.map(({ id }) => id)])).toEqual([
      ['option:Size', ['S', 'M', 'XL']],
      ['option:Width', ['20 cm', '100 cm']],
    ]);
  });

  it('keeps a choice that leaves nothing, so that it can be undone', () => {
    const facets = toFacets([], tree, {
      categories: ['shoes-slug'],
      brands: ['Gone'],
      availableForSale: true,
      options: [{ name: 'Size', values: ['M'] }],
    });
    expect(facets.flatMap(({ values }) => values)).toEqual([
      { id: 'shoes-slug', label: 'SHOES', count: 0, selected: true },
      { id: 'Gone', label: 'Gone', count: 0, selected: true },
      { id: 'true', label: 'In stock', count: 0, selected: true },
      { id: 'M', label: 'M', count: 0, selected: true },
    ]);
  });
});

it('shows what is in stock, and what is selected though nothing is left of it', () => {
  const counts = [
    { facet: 'availability', value: 'true', count: 5 },
    { facet: 'availability', value: 'false', count: 2 },
    { facet: 'brand', value: 'Ambrel', count: 5 },
  ] as const;
  const selection = { ...nothing, availableForSale: false, brands: ['Ambrel', 'Lorvane'] };
  expect(toFacets(counts, tree, selection)).toEqual([
    {
      code: 'brand',
      label: 'Brand',
      values: [
        { id: 'Ambrel', label: 'Ambrel', count: 5, selected: true },
        { id: 'Lorvane', label: 'Lorvane', count: 0, selected: true },
      ],
    },
    {
      code: 'availability',
      label: 'Availability',
      values: [
        { id: 'true', label: 'In stock', count: 5, selected: false },
        { id: 'false', label: 'Out of stock', count: 2, selected: true },
      ],
    },
  ]);
  const [category] = toFacets([{ facet: 'category', value: 'tees', count: 1 }], tree, nothing);
  expect(category).toMatchObject({ code: 'category', label: 'Category' });
});

it('shows every size in its order, before and behind what is none', () => {
  const sizes = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL', '4XL'];
  const counts = [...sizes]
    .reverse()
    .map((size) => ({ facet: 'option', value: `Size=${size}`, count: 1 }) as const);
  const [facet] = toFacets(
    [...counts, { facet: 'option', value: 'Colour=Red', count: 1 }],
    tree,
    nothing,
  ).slice(1);
  expect(facet?.values.map(({ label }) => label)).toEqual(sizes);
});
