import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addShirts, editor, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { addProductType, describeProduct } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40 });
  await addShop();
});
afterAll(() => products[Symbol.asyncDispose]());

const filterable = { filterable: true, inFacets: true };
const dye = {
  key: 'test-dye',
  name: 'Dye',
  type: 'CHOICE',
  ...filterable,
  choices: [
    { value: 'red', name: 'Red' },
    { value: 'blue', name: 'Blue' },
  ],
};
const chest = { key: 'test-chest', name: 'Chest', type: 'NUMBER', owner: 'VARIANT', ...filterable };

/** Shirts, each of variants S and M of one colour for 20 and 21 EUR, and of another. */
const shirts: MadeProduct[] = [];

/** The dye and the chest of a variant. */
type Said = readonly [string, number];

/**
 * Two shirts whose variants are dyed, one that is as a whole, and one of which nothing is said; in the shop, by their places. The red variant
 * of the first costs 20, and that of the second 21.
 */
async function addShop() {
  const { id: dyedByVariant } = await addProductType(products, [{ ...dye, owner: 'VARIANT' }, chest]);
  const { id: dyedAsAWhole } = await addProductType(products, [dye]);
  await addShirt(dyedByVariant, [
    ['red', 80],
    ['blue', 90],
    ['blue', 100],
  ]);
  await addShirt(dyedByVariant, [
    ['blue', 80],
    ['red', 90],
  ]);
  await addShirt(dyedAsAWhole, [], [{ key: 'test-dye', choices: ['red'] }]);
  await addShirt(dyedByVariant, []);
}

async function addShirt(productTypeId: string, variants: readonly Said[], values: readonly object[] = []) {
  const shirt = await addShirts(products);
  const { id } = shirt;
  shirts.push(shirt);
  const described = { id, version: 1, productTypeId, values };
  expect(await describeProduct(products, 'productAttributesUpdate', described)).toMatchObject({
    __typename: 'ProductAttributesUpdateSuccess',
  });
  if (variants.length > 0) await say(shirt, 2, variants);
  const version = variants.length > 0 ? 3 : 2;
  const shown = await mutate(products, editor, {
    name: 'productStatusUpdate',
    input: { id, version, status: 'PUBLISHED' },
    selection: '',
  });
  expect(shown).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
}

async function say(shirt: MadeProduct, version: number, said: readonly Said[]) {
  const variants = said.map(([color, number], place) => ({
    variantId: shirt.variants[place]?.id,
    values: [
      { key: 'test-dye', choices: [color] },
      { key: 'test-chest', number },
    ],
  }));
  const input = { productId: shirt.id, version, variants };
  expect(await describeProduct(products, 'productVariantAttributesUpdate', input)).toMatchObject({
    __typename: 'ProductVariantAttributesUpdateSuccess',
  });
}

async function ask<Data>(query: string, variables: object): Promise<Data> {
  const { data, errors } = await products.graphql<Data>(null, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

interface Page {
  readonly totalCount: number;
  readonly edges: readonly {
    readonly node: { readonly id: string };
    readonly matchedVariant: { readonly id: string } | null;
  }[];
}

const page = 'totalCount edges { node { id } matchedVariant { id } }';
const placeOf = (id: string) => shirts.findIndex((shirt) => shirt.id === id);

/** The places of the shirts that a list has, in its order. */
async function listed(filters: object, sort = 'NEWEST'): Promise<number[]> {
  const { products: list } = await ask<{ products: Page }>(
    `query ($filters: ProductFiltersInput, $sort: ProductSort) { products(filters: $filters, sort: $sort) { ${page} } }`,
    { filters, sort },
  );
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges.map(({ node }) => placeOf(node.id));
}

interface SearchResult {
  readonly products: Page;
  readonly priceRange: {
    readonly min: { readonly amount: string };
    readonly max: { readonly amount: string };
  } | null;
  readonly facets: readonly {
    readonly code: string;
    readonly values: readonly { readonly label: string; readonly count: number }[];
  }[];
}

async function search(filters: object, query = ''): Promise<SearchResult> {
  const fields = `products { ${page} } priceRange { min { amount } max { amount } } facets { code values { label count } }`;
  const { productSearch } = await ask<{ productSearch: SearchResult }>(
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { ${fields} } }`,
    { input: { query, filters } },
  );
  return productSearch;
}

const countsOf = ({ facets }: SearchResult, code: string) =>
  facets.find((facet) => facet.code === code)?.values.map(({ label, count }) => `${label}: ${count}`);

const red = { key: 'test-dye', equals: 'red' };
const blue = { key: 'test-dye', in: ['blue'] };
const upTo = (max: string) => ({ max, currency: 'EUR' });
const sized = (value: string) => [{ name: 'Size', values: [value] }];

const cases: readonly (readonly [object, readonly number[]])[] = [
  [{ attributes: [red] }, [0, 1, 2]],
  [{ attributes: [red], price: upTo('20') }, [0, 2]],
  [{ attributes: [red], options: sized('M') }, [1, 2]],
  [{ attributes: [blue], options: sized('S'), price: upTo('20') }, [0, 1]],
  [{ attributes: [red, { key: 'test-chest', range: { min: '85' } }] }, [1]],
  [{ attributes: [blue, { key: 'test-chest', range: { min: '85', max: '95' } }] }, [0]],
  [{ attributes: [{ key: 'test-chest', in: ['80'], range: { min: '85' } }] }, []],
  [{ attributes: [blue, { key: 'test-chest', range: { max: '80' } }], availableForSale: true }, [1]],
  [{ attributes: [red], availableForSale: false }, []],
  [{ attributes: [{ key: 'test-dye', in: ['red', 'blue'] }], price: upTo('20.50') }, [0, 1, 2]],
  [{ attributes: [{ key: 'test-dye', equals: 'green' }] }, []],
  [{ attributes: [red], price: { min: '20', currency: 'USD' } }, []],
];

describe('one and the same variant meets what is asked of variants', () => {
  it.each(cases)('in lists: %j', async (filters, expected) => {
    expect((await listed(filters)).toSorted()).toEqual(expected);
    expect((await listed(filters, 'PRICE_ASC')).toSorted()).toEqual(expected);
  });

  it.each(cases)('in searches, without and with a text: %j', async (filters, expected) => {
    for (const query of ['', 'shirts']) {
      const { edges } = (await search(filters, query)).products;
      expect(edges.map(({ node }) => placeOf(node.id)).toSorted()).toEqual(expected);
    }
  });

  it('which is shown, and by whose price the list is sorted', async () => {
    expect(
      await listed({ attributes: [red, { key: 'test-chest', range: { min: '0' } }] }, 'PRICE_DESC'),
    ).toEqual([1, 0]);
    const { products: found } = await search({ attributes: [red] });
    const shown = new Map(
      found.edges.map(({ node, matchedVariant }) => [placeOf(node.id), matchedVariant?.id]),
    );
    expect(shown.get(0)).toBe(shirts[0]?.variants[0]?.id);
    expect(shown.get(1)).toBe(shirts[1]?.variants[1]?.id);
    const query = `query ($id: ID!, $filters: ProductFiltersInput) { product(id: $id) { matchingVariant(filters: $filters) { id } } }`;
    expect(await ask(query, { id: shirts[1]?.id, filters: { attributes: [red] } })).toEqual({
      product: { matchingVariant: { id: shirts[1]?.variants[1]?.id } },
    });
  });

  it('whose prices are the ends of a slider', async () => {
    const dyed = (attribute: object, least: string) => [
      attribute,
      { key: 'test-chest', range: { min: least } },
    ];
    const ends = async (filters: object) => {
      const { priceRange } = await search(filters);
      return priceRange && [priceRange.min.amount, priceRange.max.amount];
    };
    expect(await ends({ attributes: dyed(red, '85') })).toEqual(['21.00', '21.00']);
    expect(await ends({ attributes: dyed(red, '0'), price: upTo('20') })).toEqual(['20.00', '21.00']);
    expect(await ends({ attributes: dyed(red, '91') })).toBeNull();
  });
});

describe('facets count what variants are that meet the filter', () => {
  it('and all of them where nothing is asked of variants', async () => {
    const all = await search({});
    expect(countsOf(all, 'attribute:test-dye')).toEqual(['Red: 3', 'Blue: 2']);
    expect(countsOf(all, 'attribute:test-chest')).toEqual(['80: 2', '90: 2', '100: 1']);
  });

  it.each(['', 'shirts'])('with an option or a price chosen: "%s"', async (query) => {
    const medium = await search({ options: sized('M') }, query);
    expect(countsOf(medium, 'attribute:test-dye')).toEqual(['Red: 2', 'Blue: 1']);
    expect(countsOf(medium, 'attribute:test-chest')).toEqual(['90: 2']);
    const cheap = await search({ price: upTo('20') }, query);
    expect(countsOf(cheap, 'attribute:test-dye')).toEqual(['Red: 2', 'Blue: 2']);
    expect(countsOf(cheap, 'attribute:test-chest')).toEqual(['80: 2', '100: 1']);
    const all = await search({ price: upTo('21') }, query);
    expect(countsOf(all, 'attribute:test-dye')).toEqual(['Red: 3', 'Blue: 2']);
  });

  it('each without its own choice and with those of others', async () => {
    const found = await search({ attributes: [red] });
    expect(countsOf(found, 'attribute:test-dye')).toEqual(['Red: 3', 'Blue: 2']);
    expect(countsOf(found, 'attribute:test-chest')).toEqual(['80: 1', '90: 1']);
    expect(countsOf(found, 'option:Size')).toEqual(['S: 2', 'M: 2']);
    const both = await search({ attributes: [red, { key: 'test-chest', range: { min: '85' } }] });
    expect(countsOf(both, 'attribute:test-dye')).toEqual(['Red: 1', 'Blue: 1']);
    expect(countsOf(both, 'attribute:test-chest')).toEqual(['80: 1', '90: 1']);
  });
});

it('is what is said now, and what is in stock now', async () => {
  const [first, second] = shirts;
  if (first === undefined || second === undefined) throw new Error('No shirts.');
  await say(second, 4, [['red', 80]]);
  expect((await listed({ attributes: [red], price: upTo('20') })).toSorted()).toEqual([0, 1, 2]);
  await say(second, 5, [['blue', 80]]);
  expect((await listed({ attributes: [red], price: upTo('20') })).toSorted()).toEqual([0, 2]);
  const gone = { idempotencyKey: crypto.randomUUID(), variantId: first.variants[0]?.id, delta: -3 };
  const moved = await mutate(products, editor, { name: 'variantStockAdjust', input: gone, selection: '' });
  expect(moved).toMatchObject({ __typename: 'VariantStockAdjustSuccess' });
  expect((await listed({ attributes: [red], availableForSale: true })).toSorted()).toEqual([1, 2]);
  expect((await listed({ attributes: [red], availableForSale: false })).toSorted()).toEqual([0]);
});
