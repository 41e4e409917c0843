import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleId } from '@cartwright/sample-data';
import { addCollection, changeCollection } from '../../test/collections.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40 });
  const first = await addCollection(products, { name: 'Quondam', slug: 'quondam', isShown: true });
  const second = await addCollection(products, { name: 'Yclept', slug: 'yclept', isShown: true });
  const hidden = await addCollection(products, { name: 'Secret', slug: 'secret', isShown: false });
  for (const [{ id }, ...places] of [
    [first, 0, 1],
    [second, 2],
    [hidden, 3],
  ] as const)
    await changeCollection(products, 'collectionProductsAdd', {
      id,
      productIds: places.map((place) => sampleId('product', place)),
    });
});
afterAll(() => products[Symbol.asyncDispose]());

interface Seen {
  readonly nodes: { readonly id: string }[];
  readonly totalCount: number;
  readonly warnings: { readonly code: string; readonly target: string }[];
}
const selection = 'nodes { id } totalCount warnings { code target }';
const placesOf = ({ nodes }: Seen) =>
  nodes
    .map(({ id }) => Array.from({ length: 40 }, (_, at) => sampleId('product', at)).indexOf(id))
    .toSorted();

async function ask<Data>(query: string, variables: object): Promise<Data> {
  const { data, errors } = await products.graphql<Data>(null, query, { ...variables });
  expect(errors).toBeUndefined();
  return data;
}

const listed = async (filters: object, args = '') =>
  (
    await ask<{ products: Seen }>(
      `query ($filters: ProductFiltersInput) { products(filters: $filters${args}) { ${selection} } }`,
      { filters },
    )
  ).products;

it('lists and searches are narrowed to what is in any of some collections', async () => {
  expect(placesOf(await listed({ collections: ['quondam'] }))).toEqual([0, 1]);
  expect(placesOf(await listed({ collections: ['quondam', 'yclept'] }))).toEqual([0, 1, 2]);
  expect(placesOf(await listed({ collections: ['quondam'] }, ', collection: "yclept"'))).toEqual([]);
  const { productSearch } = await ask<{
    productSearch: {
      products: Seen;
      facets: { values: { toggledFilters: { collections?: string[] }; count: number }[] }[];
    };
  }>(
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { products { ${selection} } facets { values { toggledFilters count } } } }`,
    { input: { filters: { collections: ['yclept'] } } },
  );
  expect(placesOf(productSearch.products)).toEqual([2]);
  const values = productSearch.facets.flatMap((facet) => facet.values);
  expect(values.length).toBeGreaterThan(3);
  for (const { toggledFilters, count } of values)
    expect([toggledFilters.collections, count]).toEqual([['yclept'], 1]);
});

it('what shoppers do not see is no collection, and is told', async () => {
  const { nodes, totalCount, warnings } = await listed({ collections: ['secret', 'no-such', 'yclept'] });
  expect(nodes).toHaveLength(1);
  expect(totalCount).toBe(1);
  expect(warnings).toEqual([
    { code: 'UNKNOWN_COLLECTION', target: 'secret' },
    { code: 'UNKNOWN_COLLECTION', target: 'no-such' },
  ]);
  expect(await listed({ collections: ['secret'] })).toMatchObject({ nodes: [], totalCount: 0 });
});

it.each(['category: "mugs"', 'collection: "quondam"'])(
  'a page of %s is narrowed by attributes, too, whatever its order',
  async (place) => {
    const query = `query ($filters: ProductFiltersInput) { products(${place}, filters: $filters, sort: NEWEST) { ${selection} } }`;
    const filters = { attributes: [{ key: 'no-such-attribute', equals: 'x' }] };
    const { products: found } = await ask<{ products: Seen }>(query, { filters });
    expect(found).toMatchObject({ nodes: [], totalCount: 0 });
  },
);
