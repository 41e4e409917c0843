import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCategory } from '../../test/category-tree.ts';
import { editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { addProductType, describeProduct } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
let productTypeId: string;
beforeAll(async () => {
  products = await startTestProducts({ products: 5 });
  const length = { key: 'test-length', name: 'Length', type: 'NUMBER', filterable: true, inFacets: true };
  productTypeId = (await addProductType(products, [length])).id;
  await sell('20.00', 5);
  await sell('49.99', 10);
  await sell('50.00', 10);
  await sell('80.00', 25);
});
afterAll(() => products[Symbol.asyncDispose]());
beforeEach(() => products.sql.$executeRawUnsafe('DELETE FROM search_settings'));

/** Sells something that searches for `quondam` find. */
async function sell(price: string, length: number): Promise<void> {
  const mark = randomUUID();
  const { id: categoryId } = await addCategory(products, `Ropes ${mark}`);
  const variants = [{ sku: mark, selectedOptions: [], prices: [eur(price)], stock: 3 }];
  const input = { name: `Quondam Rope ${mark}`, brand: 'Loom', categoryId, options: [], variants };
  const { id } = (await editProduct(products, 'productCreate', input))['product'] as MadeProduct;
  await describeProduct(products, 'productAttributesUpdate', {
    id,
    version: 1,
    productTypeId,
    values: [{ key: 'test-length', number: length }],
  });
  const shown = { id, version: 2, status: 'PUBLISHED' };
  expect(
    await mutate(products, editor, { name: 'productStatusUpdate', input: shown, selection: '' }),
  ).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
}

const german = (label: string) => [{ language: 'de', label }];
const prices = {
  code: 'price',
  currency: 'EUR',
  ranges: [
    { label: 'Up to 50', translations: german('Bis 50'), max: '50' },
    { label: '50 to 100', min: '50.00', max: '100' },
    { label: 'Above 100', min: '100.01' },
  ],
};
const lengths = {
  code: 'attribute:test-length',
  ranges: [
    { label: 'Short', max: '9.5' },
    { label: 'Long', translations: german('Lang'), min: '10' },
  ],
};

const seen =
  'facetRanges { version facets { code currency ranges { label translations { language label } min max } } }';
const update = (facets: readonly object[], version = 0, viewer: typeof editor | null = editor) =>
  mutate(products, viewer, {
    name: 'searchFacetRangesUpdate',
    input: { version, facets },
    selection: `... on SearchFacetRangesUpdateSuccess { settings { ${seen} } }
      ... on SearchSettingsChangedError { settings { ${seen} } } ... on InvalidInputError { fields { path code } }`,
  });

interface Facet {
  readonly code: string;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly count: number;
    readonly selected: boolean;
    readonly toggledFilters: object;
  }[];
}
interface Search {
  readonly products: { readonly totalCount: number };
  readonly facets: readonly Facet[];
}

async function search(filters: object = {}, headers: Record<string, string> = {}): Promise<Search> {
  const { data, errors } = await products.graphql<{ productSearch: Search }>(
    null,
    `query ($input: ProductSearchInput!) { productSearch(input: $input) {
      products { totalCount } facets { code values { value label count selected toggledFilters } } } }`,
    { input: { query: 'quondam', filters } },
    headers,
  );
  expect(errors).toBeUndefined();
  return data.productSearch;
}

const valuesOf = ({ facets }: Search, code: string) =>
  facets.find((facet) => facet.code === code)?.values ?? [];
const shownOf = (found: Search, code: string) =>
  valuesOf(found, code).map(({ label, count }) => [label, count]);
/** Settings are known within a second. */
const eventually = (code: string, filters?: object, headers?: Record<string, string>) =>
  expect.poll(async () => shownOf(await search(filters, headers), code), { timeout: 5_000 });

describe('ranges that staff have named', () => {
  it('stand in facets in place of steps and numbers, in their order, without those that leave nothing', async () => {
    await eventually('attribute:test-length').toEqual([
      ['5', 1],
      ['10', 2],
      ['25', 1],
    ]);
    await update([prices, lengths]);
    await eventually('price').toEqual([
      ['Up to 50', 3],
      ['50 to 100', 2],
    ]);
    expect(shownOf(await search(), 'attribute:test-length')).toEqual([
      ['Short', 1],
      ['Long', 3],
    ]);
    await eventually('price', {}, { 'x-currency': 'USD' }).not.toContainEqual(['Up to 50', 3]);
  });

  it('are called what they are in the language of the reader', async () => {
    await update([prices, lengths]);
    const headers = { 'accept-language': 'de' };
    await eventually('price', {}, headers).toEqual([
      ['Bis 50', 3],
      ['50 to 100', 2],
    ]);
    await eventually('attribute:test-length', {}, headers).toContainEqual(['Lang', 3]);
  });

  it('leave as many as they say when they are chosen, take the place of each other, and are taken back', async () => {
    await update([prices, lengths]);
    await eventually('price').toHaveLength(2);
    for (const code of ['price', 'attribute:test-length'])
      for (const { value, count, toggledFilters } of valuesOf(await search(), code)) {
        const narrowed = await search(toggledFilters);
        expect([code, value, narrowed.products.totalCount]).toEqual([code, value, count]);
        const values = valuesOf(narrowed, code);
        expect(values).toHaveLength(2);
        expect(values.filter(({ selected }) => selected)).toEqual([
          expect.objectContaining({ value, count, toggledFilters: {} }),
        ]);
      }
  });

  it('count what meets all else, in any facet', async () => {
    await update([prices, lengths]);
    await eventually('price', { attributes: [{ key: 'test-length', range: { min: '10' } }] }).toEqual([
      ['Up to 50', 2],
      ['50 to 100', 2],
    ]);
    const price = { min: '50', max: '100' };
    expect(shownOf(await search({ price }), 'attribute:test-length')).toEqual([['Long', 2]]);
  });

  it('leave a number that was chosen by itself there to be taken back', async () => {
    await update([lengths]);
    const filters = { attributes: [{ key: 'test-length', in: ['5'] }] };
    await eventually('attribute:test-length', filters).toEqual([
      ['Short', 1],
      ['Long', 3],
      ['5', 1],
    ]);
  });
});

describe('staff', () => {
  it('keep ranges with a version, and see them', async () => {
    const kept = await update([prices]);
    expect(kept).toMatchObject({
      settings: {
        facetRanges: {
          version: 1,
          facets: [
            {
              code: 'price',
              ranges: [{ translations: german('Bis 50'), min: null, max: '50' }, {}, { max: null }],
            },
          ],
        },
      },
    });
    expect(await update([lengths])).toMatchObject({ __typename: 'SearchSettingsChangedError' });
    expect(await update([], 1)).toMatchObject({ settings: { facetRanges: { version: 2, facets: [] } } });
  });

  const [range] = prices.ranges;
  it.each<[string, object, readonly (string | number)[], string]>([
    ['a facet without ranges', { ...lengths, code: 'brand' }, ['code'], 'INVALID_FORMAT'],
    ['an unknown number', { ...lengths, code: 'attribute:nothing' }, ['code'], 'INVALID_VALUE'],
    ['prices of no currency', { ...prices, currency: null }, ['currency'], 'INVALID_VALUE'],
    ['a number with a currency', { ...lengths, currency: 'EUR' }, ['currency'], 'INVALID_VALUE'],
    ['no ranges', { ...prices, ranges: [] }, ['ranges'], 'TOO_SHORT'],
    [
      'the same twice',
      { ...prices, ranges: [range, { label: 'x', max: '50.00' }] },
      ['ranges'],
      'INVALID_VALUE',
    ],
    ['no ends', { ...prices, ranges: [{ label: 'All' }] }, ['ranges', '0', 'max'], 'REQUIRED'],
    [
      'ends that are crossed',
      { ...prices, ranges: [{ label: 'x', min: '9', max: '8' }] },
      ['ranges', '0', 'max'],
      'OUT_OF_RANGE',
    ],
    [
      'a price below 0',
      { ...prices, ranges: [{ label: 'x', min: '-1' }] },
      ['ranges', '0', 'min'],
      'INVALID_FORMAT',
    ],
    [
      'a price in parts of cents',
      { ...prices, ranges: [{ label: 'x', min: '1.005' }] },
      ['ranges', '0', 'min'],
      'INVALID_FORMAT',
    ],
    [
      'an unknown language',
      { ...prices, ranges: [{ ...range, translations: [{ language: 'en', label: 'x' }] }] },
      ['ranges', '0', 'translations', '0', 'language'],
      'INVALID_VALUE',
    ],
  ])('are refused %s', async (_what, facet, path, code) => {
    expect(await update([facet])).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['facets', '0', ...path], code }],
    });
  });

  it('name each facet once', async () => {
    expect(await update([prices, prices])).toMatchObject({ fields: [{ path: ['facets'] }] });
  });
});
