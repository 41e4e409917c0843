import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addShirts, editor } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { addProductType, changeProductType, describeProduct } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60, env: { NAME_SWEEP_SECONDS: '0.05' } });
  await addScarves();
});
afterAll(() => products[Symbol.asyncDispose]());

const filterable = { filterable: true, inFacets: true };
const yarn = {
  key: 'test-yarn',
  name: 'Yarn',
  type: 'CHOICE',
  several: true,
  searchable: true,
  ...filterable,
  choices: [
    { value: 'alpaca', name: 'Alpaca' },
    { value: 'mohair', name: 'Mohair' },
  ],
};
const attributes = [
  yarn,
  { key: 'test-length', name: 'Length', type: 'NUMBER', unit: 'cm', ...filterable },
  { key: 'test-washable', name: 'Washable', type: 'BOOLEAN', ...filterable },
  { key: 'test-since', name: 'Since', type: 'DATE', filterable: true },
  { key: 'test-secret', name: 'Secret', type: 'TEXT' },
  { key: 'test-chest', name: 'Chest', type: 'NUMBER', owner: 'VARIANT', ...filterable },
];
const ids: string[] = [];
let type: { readonly id: string };

/** Three scarves: of alpaca and short, of mohair and long, and of both. */
async function addScarves() {
  type = await addProductType(products, attributes);
  const scarves = [
    { choices: ['alpaca'], number: 90, isTrue: true, date: '2026-01-31' },
    { choices: ['mohair'], number: 180.5, isTrue: false, date: '2026-02-01' },
    { choices: ['alpaca', 'mohair'], number: 180.5, isTrue: true, date: '2026-03-01' },
  ];
  for (const [place, { choices, number, isTrue, date }] of scarves.entries()) {
    const { id, variants } = await addShirts(products);
    const values = [
      { key: 'test-yarn', choices },
      { key: 'test-length', number },
      { key: 'test-washable', isTrue },
      { key: 'test-since', date },
      { key: 'test-secret', text: 'Quokka' },
    ];
    await describeProduct(products, 'productAttributesUpdate', {
      id,
      version: 1,
      productTypeId: type.id,
      values,
    });
    const chest = { variantId: variants[0]?.id, values: [{ key: 'test-chest', number: 80 + place }] };
    const said = await describeProduct(products, 'productVariantAttributesUpdate', {
      productId: id,
      version: 2,
      variants: [chest],
    });
    expect(said).toMatchObject({ __typename: 'ProductVariantAttributesUpdateSuccess' });
    const shown = await mutate(products, editor, {
      name: 'productStatusUpdate',
      input: { id, version: 3, status: 'PUBLISHED' },
      selection: '',
    });
    expect(shown).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
    ids.push(id);
  }
}

async function ask<Data>(query: string, variables: object): Promise<Data> {
  const { data, errors } = await products.graphql<Data>(null, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** The places of the scarves that a list has. */
async function listed(...filters: readonly object[]): Promise<number[]> {
  const query = `query ($filters: ProductFiltersInput) { products(first: 100, filters: $filters) { nodes { id } } }`;
  const { products: page } = await ask<{ products: { nodes: { id: string }[] } }>(query, {
    filters: { attributes: filters },
  });
  return page.nodes.map(({ id }) => ids.indexOf(id)).toSorted();
}

interface SeenFacet {
  readonly code: string;
  readonly label: string;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly count: number;
    readonly selected: boolean;
    readonly toggledFilters: object;
  }[];
}

async function facets(input: object): Promise<readonly SeenFacet[]> {
  const query = `query ($input: ProductSearchInput!) { productSearch(input: $input) {
    facets { code label values { value label count selected toggledFilters } } } }`;
  const { productSearch } = await ask<{ productSearch: { facets: readonly SeenFacet[] } }>(query, { input });
  return productSearch.facets.filter(({ code }) => code.startsWith('attribute:test-'));
}

const counts = (all: readonly SeenFacet[], code: string) =>
  all
    .find((facet) => facet.code === `attribute:${code}`)
    ?.values.map(({ label, count }) => `${label}: ${count}`);

async function found(query: string, spelling = 'AS_TYPED'): Promise<number[]> {
  const { productSearch } = await ask<{ productSearch: { products: { nodes: { id: string }[] } } }>(
    'query ($input: ProductSearchInput!) { productSearch(input: $input) { products { nodes { id } } } }',
    { input: { query, spelling } },
  );
  return productSearch.products.nodes.map(({ id }) => ids.indexOf(id)).toSorted();
}

describe('a list is narrowed', () => {
  it.each([
    [[{ key: 'test-yarn', in: ['alpaca'] }], [0, 2]],
    [[{ key: 'test-yarn', in: ['alpaca', 'mohair'] }], [0, 1, 2]],
    [[{ key: 'test-yarn', equals: 'mohair' }], [1, 2]],
    [[{ key: 'test-washable', equals: 'false' }], [1]],
    [[{ key: 'test-length', in: ['180.5'] }], [1, 2]],
    [[{ key: 'test-length', range: { min: '90', max: '180.4' } }], [0]],
    [[{ key: 'test-length', range: { min: '90.1' } }], [1, 2]],
    [[{ key: 'test-since', range: { min: '2026-02-01', max: '2026-02-28' } }], [1]],
    [[{ key: 'test-chest', range: { max: '81' } }], [0, 1]],
    [
      [
        { key: 'test-yarn', equals: 'alpaca' },
        { key: 'test-length', range: { min: '100' } },
      ],
      [2],
    ],
    [[{ key: 'test-yarn', in: ['cotton'] }], []],
    [[{ key: 'test-secret', equals: 'Quokka' }], []],
    [[{ key: 'no-such-key', equals: 'x' }], []],
  ])('by %j', async (filters, expected) => {
    expect(await listed(...filters)).toEqual(expected);
  });

  it('and says what was asked for in vain, and what nothing can be', async () => {
    const query = `query ($filters: ProductFiltersInput) { products(filters: $filters) { warnings { code target } } }`;
    const filters = {
      attributes: ['test-yarn', 'test-secret', 'no-such-key'].map((key) => ({ key, equals: 'x' })),
    };
    expect(await ask(query, { filters })).toEqual({
      products: {
        warnings: ['test-secret', 'no-such-key'].map((target) => ({ code: 'UNKNOWN_ATTRIBUTE', target })),
      },
    });
    const wrong = { attributes: [{ key: 'test-length', range: { min: 'long' } }] };
    const { errors } = await products.graphql(null, query, { filters: wrong });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('facets', () => {
  it('count what products are, each facet without its own choice', async () => {
    const all = await facets({});
    expect(all.map(({ label }) => label)).toEqual(['Yarn', 'Length', 'Washable', 'Chest']);
    expect(counts(all, 'test-yarn')).toEqual(['Alpaca: 2', 'Mohair: 2']);
    expect(counts(all, 'test-length')).toEqual(['90 cm: 1', '180.5 cm: 2']);
    expect(counts(all, 'test-washable')).toEqual(['No: 1', 'Yes: 2']);
    const chosen = await facets({ filters: { attributes: [{ key: 'test-yarn', in: ['mohair'] }] } });
    expect(counts(chosen, 'test-yarn')).toEqual(['Alpaca: 2', 'Mohair: 2']);
    expect(counts(chosen, 'test-washable')).toEqual(['No: 1', 'Yes: 1']);
  });

  it('count with what is chosen of variants, too', async () => {
    const dear = await facets({ filters: { options: [{ name: 'Size', values: ['M'] }] } });
    expect(counts(dear, 'test-yarn')).toEqual(['Alpaca: 2', 'Mohair: 2']);
  });

  it('say what to send to choose a value, and to take it back', async () => {
    const [yarns] = await facets({});
    const filters = yarns?.values[0]?.toggledFilters;
    expect(filters).toEqual({ attributes: [{ key: 'test-yarn', in: ['alpaca'] }] });
    const [chosen] = await facets({ filters });
    expect(chosen?.values[0]).toMatchObject({
      value: 'alpaca',
      selected: true,
      count: 2,
      toggledFilters: {},
    });
  });

  it('send the ends of ranges as they were typed', async () => {
    const ranges = [
      { key: 'test-length', range: { min: '0.0000001', max: '999999999999999.9999' } },
      { key: 'test-since', range: { min: '2026-02-01' } },
    ];
    const washable = (all: readonly SeenFacet[]) =>
      all.find(({ code }) => code === 'attribute:test-washable');
    const [value] = washable(await facets({ filters: { attributes: ranges } }))?.values ?? [];
    const toggled = { key: 'test-washable', in: [value?.value] };
    expect(value?.toggledFilters).toEqual({ attributes: [...ranges, toggled] });
    const [chosen] = washable(await facets({ filters: value?.toggledFilters }))?.values ?? [];
    expect(chosen).toMatchObject({ selected: true, count: value?.count });
  });
});

describe('searches', () => {
  it('find products by what is searchable, in the spelling of the buyer, and by nothing else', async () => {
    expect(await found('alpaca')).toEqual([0, 2]);
    expect(await found('alpacca', 'CORRECTED')).toEqual([0, 2]);
    expect(await found('quokka')).toEqual([]);
  });

  it('find them by the new name of a choice, and no more by the old one', async () => {
    const choices = [
      { value: 'alpaca', name: 'Alpaca' },
      { value: 'mohair', name: 'Kidwool' },
    ];
    const renamed = await changeProductType(products, 'Update', {
      id: type.id,
      version: 1,
      attributes: attributes.map((one) => (one === yarn ? { ...yarn, choices } : one)),
    });
    expect(renamed).toMatchObject({ __typename: 'ProductTypeUpdateSuccess' });
    await expect.poll(() => found('kidwool'), { timeout: 25_000 }).toEqual([1, 2]);
    await expect.poll(() => found('mohair')).toEqual([]);
  });
});
