import { expect, it } from 'vitest';
import { facetSets } from './facet-sets.ts';

const chosen = (key: string) => ({ key, values: ['x'], range: null });

it('products are looked up anew for a choice that a facet shows, and for no other', () => {
  const filter = {
    offer: { currency: 'EUR' as const },
    brands: ['Loom'],
    attributes: [chosen('yarn'), chosen('secret')],
  };
  const sets = facetSets(filter, { keys: ['yarn', 'length'], ofVariants: [] });
  expect(sets.map(({ facet }) => facet)).toEqual([null, 'brand', 'attribute:yarn']);
  expect(sets.map(({ attributes }) => attributes)).toEqual([['length'], [], ['yarn']]);
  expect(sets.map((set) => set.filter.attributes?.map(({ key }) => key))).toEqual([
    ['yarn', 'secret'],
    ['yarn', 'secret'],
    ['secret'],
  ]);
});

it('attributes of variants are counted by these where something is asked of variants, and else by their products', () => {
  const shown = { keys: ['yarn', 'length', 'dye'], ofVariants: ['length', 'dye'] };
  const offer = { currency: 'EUR' as const, attributes: [chosen('dye')] };
  const counted = facetSets({ offer }, shown).map(({ attributes, variantAttributes, columns }) => [
    attributes,
    variantAttributes,
    columns.filter((column) => column.endsWith('_terms')),
  ]);
  expect(counted).toEqual([
    [['yarn'], ['length'], ['attribute_terms', 'variant_terms']],
    [['dye'], [], ['attribute_terms']],
  ]);
});
