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
