import { expect, it } from 'vitest';
import { readFacetCounts } from './facet-aggregations.ts';

const bucket = (key: string | number, count: number, products?: number) => ({
  key,
  doc_count: count,
  ...(products !== undefined && { products: { doc_count: products } }),
});
const offers = (...buckets: object[]) => ({ doc_count: 9, met: { doc_count: 9, values: { buckets } } });

it('reads counts of products, not of their offers, and no option that its own facet counts', () => {
  const answer = {
    set0: {
      doc_count: 20_000,
      category_id: { buckets: [bucket('c1', 3)] },
      brand: { buckets: [bucket('Thistle', 2)] },
      tags: { buckets: [] },
      rating_average: { buckets: { 4: { doc_count: 1 }, 3: { doc_count: 0 } } },
      availability: offers({ ...bucket(1, 8, 2), key_as_string: 'true' }),
      price_steps: offers(bucket(9, 4, 2)),
      option_values: offers(bucket('Size\u001FM', 4, 2), bucket('Hue\u001Fred', 4, 1)),
      variant_terms: offers(bucket('width\u001F2', 4, 1), bucket('material\u001Foak', 2, 1)),
      attribute_terms: { buckets: [bucket('material\u001Foak', 2), bucket('other\u001Fx', 1)] },
    },
    set1: {
      doc_count: 3,
      option_values: offers(bucket('Size\u001FM', 4, 2), bucket('Hue\u001Fred', 4, 1)),
    },
  };
  const filter = { offer: { currency: 'EUR', options: [{ name: 'Size', values: ['M'] }] } } as const;
  expect(readFacetCounts(answer, filter, { keys: ['material', 'width'], ofVariants: ['width'] })).toEqual([
    { facet: 'size', value: '', count: 10_000 },
    { facet: 'category', value: 'c1', count: 3 },
    { facet: 'brand', value: 'Thistle', count: 2 },
    { facet: 'rating', value: '4', count: 1 },
    { facet: 'availability', value: 'true', count: 2 },
    { facet: 'price', value: '9', count: 2 },
    { facet: 'option', value: 'Hue\u001Fred', count: 1 },
    { facet: 'attribute', value: 'material\u001Foak', count: 2 },
    { facet: 'attribute', value: 'width\u001F2', count: 1 },
    { facet: 'size', value: 'option:Size', count: 3 },
    { facet: 'option', value: 'Size\u001FM', count: 2 },
  ]);
});
