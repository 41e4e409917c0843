import { sampleId } from '@cartwright/sample-data';
import { walkPages, type TestViewer } from '@cartwright/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKept } from '../../test/kept-statements.ts';
import { mutate } from '../../test/mutate.ts';
import {
  findInModel,
  matchesOf,
  readShopModel,
  type ModelFilters,
  type ModelProduct,
} from '../../test/shop-model.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const staff: TestViewer = { id: sampleId('customer', 0), role: 'STAFF' };

let products: TestProducts;
let shop: ModelProduct[];
beforeAll(async () => {
  products = await startTestProducts();
  await unsettle();
  shop = await readShopModel(products);
});
afterAll(() => products[Symbol.asyncDispose]());

/** Sells out a third of all variants, makes a tenth dearer, and takes some out of one currency. */
async function unsettle(): Promise<void> {
  const run = (statement: string) => products.sql.$executeRawUnsafe(statement);
  await run(
    `UPDATE stock SET sold = sold + available, available = 0 WHERE abs(hashtext(variant_id::text)) % 3 = 0`,
  );
  await run(`UPDATE stock SET received = received + 9, available = available + 9
    WHERE available = 0 AND abs(hashtext(variant_id::text)) % 5 = 0`);
  await run(`UPDATE variant_prices SET amount_minor = amount_minor * 3, compare_at_minor = NULL
    WHERE abs(hashtext(variant_id::text)) % 10 = 1`);
  await run(`DELETE FROM variant_prices WHERE currency = 'USD' AND abs(hashtext(variant_id::text)) % 7 = 2`);
}

interface SeenEdge {
  readonly cursor: string;
  readonly node: { readonly id: string };
  readonly matchedVariant: {
    readonly id: string;
    readonly image: { readonly url: string } | null;
    readonly price: { readonly amount: string } | null;
  } | null;
}

interface SeenValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
  readonly depth: number;
  readonly parent: string | null;
  readonly toggledFilters: ModelFilters;
}

interface SeenSearch {
  readonly products: {
    readonly totalCount: number;
    readonly edges: SeenEdge[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly facets: { readonly code: string; readonly values: SeenValue[] }[];
  readonly priceRange: {
    readonly min: { readonly amount: string };
    readonly max: { readonly amount: string };
  } | null;
  readonly warnings: { readonly code: string; readonly message: string; readonly target: string }[];
}

const edges = `products { totalCount pageInfo { hasNextPage endCursor }
  edges { cursor node { id } matchedVariant { id image { url } price { amount } } } }`;
const facets = 'facets { code values { value label count selected depth parent toggledFilters } }';

async function search(input: object, selection: string, currency = 'EUR'): Promise<SeenSearch> {
  const { data, errors } = await products.graphql<{ productSearch: SeenSearch }>(
    null,
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { ${selection} } }`,
    { input },
    { 'x-currency': currency },
  );
  expect(errors).toBeUndefined();
  return data.productSearch;
}

/** Every edge of a search, from all of its pages. */
function walk(input: object, currency = 'EUR'): Promise<SeenEdge[]> {
  return walkPages(async (page) => {
    const { products: found } = await search({ ...input, ...page }, edges, currency);
    return { nodes: found.edges, pageInfo: found.pageInfo };
  }, 100);
}

/** What can be chosen in the sample shop, so that generated filters find something now and then. */
const values = {
  categories: [
    'clothing',
    'mugs',
    'kitchen-dining',
    'drinkware',
    't-shirts',
    'bags',
    'shoes',
    'no-such-thing',
  ],
  colours: ['Black', 'Navy', 'White', 'Sand', 'Forest', 'Mauveine'],
  sizes: ['S', 'M', 'L', 'XL', '42'],
};

function filtersArbitrary(): fc.Arbitrary<ModelFilters> {
  const brands = [...new Set(shop.map(({ brand }) => brand)), 'No Such Brand'];
  const tags = [...new Set(shop.flatMap((product) => product.tags)), 'no-such-tag'];
  const some = (from: readonly string[]) => fc.subarray([...from], { minLength: 1, maxLength: 4 });
  const option = fc.oneof(
    fc.record({ name: fc.constant('Colour'), values: some(values.colours) }),
    fc.record({ name: fc.constant('Size'), values: some(values.sizes) }),
  );
  const attribute = fc.oneof(
    fc.record({ key: fc.constant('material'), in: some(['cotton', 'leather', 'wool', 'no-such-material']) }),
    fc.record({ key: fc.constant('waterproof'), in: fc.subarray(['true', 'false'], { minLength: 1 }) }),
    fc.record({ key: fc.constant('laptop-size'), range: fc.constantFrom({ min: '13.5', max: '16' }) }),
  );
  const price = fc
    .tuple(fc.integer({ min: 300, max: 12_000 }), fc.integer({ min: 0, max: 6_000 }))
    .map(([min, span]) => ({ min: (min / 100).toFixed(2), max: ((min + span) / 100).toFixed(2) }));
  return fc.record(
    {
      categories: some(values.categories),
      brands: some(brands),
      tags: some(tags),
      options: fc.uniqueArray(option, { selector: ({ name }) => name, maxLength: 2 }),
      attributes: fc.uniqueArray(attribute, { selector: ({ key }) => key, maxLength: 2 }),
      price,
      availableForSale: fc.boolean(),
      minimumRating: fc.constantFrom(1, 3, 3.5, 4),
    },
    { requiredKeys: [] },
  );
}

const currencies = fc.constantFrom('EUR', 'USD');

describe('whatever filters are combined', () => {
  it('one variant meets all that is asked of variants, and is named', async () => {
    await fc.assert(
      fc.asyncProperty(filtersArbitrary(), currencies, async (filters, currency) => {
        const expected = findInModel(shop, filters, currency).map((product) => [
          product.id,
          matchesOf(product, filters, currency)[0]?.id ?? null,
        ]);
        const seen = await walk({ filters }, currency);
        const pairs = seen.map(({ node, matchedVariant }) => [node.id, matchedVariant?.id ?? null]);
        expect(pairs.toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('every count is the number of products that choosing its value alone in its facet leaves', async () => {
    await fc.assert(
      fc.asyncProperty(filtersArbitrary(), currencies, async (filters, currency) => {
        const result = await search({ filters }, facets, currency);
        for (const { code, values: ofFacet } of result.facets) {
          for (const { value, count } of ofFacet) {
            const left = findInModel(shop, choosing(filters, code, value), currency).length;
            expect({ code, value, count }).toEqual({ code, value, count: left });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('no value is missing that would leave something', async () => {
    await fc.assert(
      fc.asyncProperty(filtersArbitrary(), currencies, async (filters, currency) => {
        const result = await search({ filters }, facets, currency);
        const shown = new Set(
          result.facets.flatMap(({ code, values: all }) => all.map(({ value }) => `${code} ${value}`)),
        );
        const inAnyBrand = findInModel(shop, { ...filters, brands: [] }, currency);
        for (const { brand } of inAnyBrand) expect(shown).toContain(`brand ${brand}`);
        const inAnyCategory = findInModel(shop, { ...filters, categories: [] }, currency);
        for (const slug of inAnyCategory.flatMap(({ categories }) => categories)) {
          expect(shown).toContain(`category ${slug}`);
        }
        const inAnySize = {
          ...filters,
          options: (filters.options ?? []).filter(({ name }) => name !== 'Size'),
        };
        for (const product of findInModel(shop, inAnySize, currency)) {
          for (const { options } of matchesOf(product, inAnySize, currency)) {
            if (options['Size'] !== undefined) expect(shown).toContain(`option:Size ${options['Size']}`);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('the filters that come with a value find as many as choosing it does', async () => {
    await fc.assert(
      fc.asyncProperty(filtersArbitrary(), fc.nat(), async (filters, pick) => {
        const result = await search({ filters }, facets);
        const all = result.facets.flatMap(({ values: ofFacet }) => ofFacet);
        const chosen = all[pick % Math.max(1, all.length)];
        fc.pre(chosen !== undefined);
        const { toggledFilters, selected } = chosen;
        const toggled = await search({ filters: toggledFilters }, `products { totalCount } ${facets}`);
        expect(toggled.products.totalCount).toBe(findInModel(shop, toggledFilters, 'EUR').length);
        const again = toggled.facets.flatMap((facet) =>
          facet.values.map((value) => ({ ...value, code: facet.code })),
        );
        const code = result.facets.find((facet) => facet.values.includes(chosen))?.code;
        const same = again.find((value) => value.code === code && value.value === chosen.value);
        expect(same?.selected ?? false).toBe(!selected);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['PRICE_ASC', 'PRICE_DESC'])(
    'sorted by %s they go by the price of the matched variant',
    async (sort) => {
      await fc.assert(
        fc.asyncProperty(filtersArbitrary(), currencies, async (filters, currency) => {
          const narrowed = { availableForSale: true, ...filters };
          const seen = await walk({ filters: narrowed, sort }, currency);
          const prices = seen.map(({ matchedVariant }) => Number(matchedVariant?.price?.amount));
          const sign = sort === 'PRICE_ASC' ? 1 : -1;
          expect(prices).toEqual(prices.toSorted((a, b) => sign * (a - b)));
          expect(seen).toHaveLength(findInModel(shop, narrowed, currency).length);
        }),
        { numRuns: 20 },
      );
    },
  );
});

/** A filter with one value alone chosen in a facet. */
function choosing(filters: ModelFilters, code: string, value: string): ModelFilters {
  const others = (filters.options ?? []).filter(({ name }) => `option:${name}` !== code);
  if (code.startsWith('attribute:')) {
    const key = code.slice('attribute:'.length);
    const otherAttributes = (filters.attributes ?? []).filter((attribute) => attribute.key !== key);
    const [min, max] = value.split('..');
    const chosen = max === undefined ? { in: [value] } : { range: { min: min || '0', max: max || '999' } };
    return { ...filters, attributes: [...otherAttributes, { key, ...chosen }] };
  }
  switch (code) {
    case 'category':
      return { ...filters, categories: [value] };
    case 'brand':
      return { ...filters, brands: [value] };
    case 'tag':
      return { ...filters, tags: [value] };
    case 'rating':
      return { ...filters, minimumRating: Number(value) };
    case 'availability':
      return { ...filters, availableForSale: value === 'true' };
    case 'price': {
      const [min = '', max = ''] = value.split('..');
      return { ...filters, price: { min, max } };
    }
    default:
      return { ...filters, options: [...others, { name: code.slice('option:'.length), values: [value] }] };
  }
}

describe('a filter on prices', () => {
  it('finds what has a variant in the range, not what has one below and one above', async () => {
    const filters = { price: { min: '60', max: '60.50' } };
    const seen = await walk({ filters });
    expect(seen).toHaveLength(findInModel(shop, filters, 'EUR').length);
    for (const { matchedVariant } of seen) {
      expect(Number(matchedVariant?.price?.amount)).toBeGreaterThanOrEqual(60);
      expect(Number(matchedVariant?.price?.amount)).toBeLessThanOrEqual(60.5);
      expect(matchedVariant?.image?.url).toMatch(/^http/);
    }
  });

  it('has the range of all prices beside it, whatever range is chosen', async () => {
    const filters = { categories: ['mugs'] };
    const prices = findInModel(shop, filters, 'EUR').flatMap(({ variants }) =>
      variants.map((v) => v.prices['EUR'] ?? 0),
    );
    const expected = {
      min: { amount: decimal(Math.min(...prices)) },
      max: { amount: decimal(Math.max(...prices)) },
    };
    const selection = 'priceRange { min { amount } max { amount } }';
    expect(await search({ filters }, selection)).toEqual({ priceRange: expected });
    const narrow = { ...filters, price: { min: '1', max: '2' } };
    expect(await search({ filters: narrow }, selection)).toEqual({ priceRange: expected });
    expect(await search({ filters: { brands: ['None'] } }, selection)).toEqual({ priceRange: null });
  });
});

function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}

describe('what a search is asked for in vain', () => {
  it('is told by name', async () => {
    const filters = {
      categories: ['mugs', 'hats-for-cats'],
      brands: ['Acme'],
      tags: ['no-such-tag'],
      options: [
        { name: 'Farbe', values: ['Black', 'Navy'] },
        { name: 'Size', values: ['M', 'Enormous'] },
      ],
    };
    const { warnings } = await search({ filters }, 'warnings { code message target }');
    expect(warnings.map(({ code, target }) => [code, target])).toEqual([
      ['UNKNOWN_CATEGORY', 'hats-for-cats'],
      ['UNKNOWN_BRAND', 'Acme'],
      ['UNKNOWN_TAG', 'no-such-tag'],
      ['UNKNOWN_OPTION', 'Farbe'],
      ['UNKNOWN_OPTION_VALUE', 'Enormous'],
    ]);
    for (const { message, target } of warnings) expect(message).toContain(`"${target}"`);
  });

  it('is nothing when all of it is there, even where nothing has it all', async () => {
    const filters = {
      categories: ['mugs'],
      options: [{ name: 'Size', values: ['XL'] }],
      tags: [shop[0]?.tags[0] ?? ''],
    };
    const result = await search({ filters }, 'warnings { code } products { totalCount warnings { code } }');
    expect(result.warnings).toEqual([]);
    expect(result.products).toMatchObject({ warnings: [] });
  });

  it.each([
    ['price.min', { price: { min: '2', max: '1' } }],
    ['minimumRating', { minimumRating: 5.5 }],
    ['minimumRating', { minimumRating: -1 }],
  ])('is refused when it can not be: %s', async (field, filters) => {
    const wanted = { code: 'BAD_USER_INPUT', field: `filters.${field}` };
    expect(await refusals(filters)).toMatchObject([wanted, wanted]);
  });

  const many = (length: number) => Array.from({ length }, String);
  it.each([
    ['brands', 50, 51, { brands: many(51) }],
    ['categories', 50, 51, { categories: many(51) }],
    ['tags', 50, 51, { tags: many(51) }],
    ['options', 20, 1_000, { options: many(1_000).map((name) => ({ name, values: ['x'] })) }],
    ['options', 200, 300, { options: many(6).map((name) => ({ name, values: many(50) })) }],
    ['options.0.values', 50, 51, { options: [{ name: 'Size', values: many(51) }] }],
  ])('is refused when there is too much of it: %s above %i', async (list, maximum, actual, filters) => {
    products.statements.reset();
    const wanted = (field: string) => ({ code: 'BAD_USER_INPUT', field, maximum, actual });
    expect(await refusals(filters)).toEqual([wanted(`input.filters.${list}`), wanted(`filters.${list}`)]);
    const sent = products.statements.statements().filter((sql) => /products|variant_offers/.test(sql));
    expect(sent).toEqual([]);
  });
});

describe('the facet of categories', () => {
  it('is a tree whose counts roll up, with what is above each value', async () => {
    const { facets: all } = await search({ filters: { categories: ['mugs'] } }, facets);
    const tree = all.find(({ code }) => code === 'category')?.values ?? [];
    const places = new Map(tree.map(({ value }, index) => [value, index]));
    for (const { value, parent, depth, count } of tree) {
      const above = tree.find((other) => other.value === parent);
      expect(above === undefined).toBe(depth === 0);
      if (above === undefined) continue;
      expect(depth).toBe(above.depth + 1);
      expect(count).toBeLessThanOrEqual(above.count);
      expect(places.get(above.value) ?? 0).toBeLessThan(places.get(value) ?? 0);
    }
    expect(tree.find(({ value }) => value === 'mugs')).toMatchObject({
      selected: true,
      depth: 2,
      parent: 'drinkware',
    });
    const departments = tree.filter(({ depth }) => depth === 0);
    expect(departments.reduce((sum, { count }) => sum + count, 0)).toBe(shop.length);
  });

  it('keeps what is above a category that is chosen and leaves nothing', async () => {
    const { facets: all } = await search({ filters: { categories: ['mugs'], brands: ['None'] } }, facets);
    const tree = all.find(({ code }) => code === 'category')?.values ?? [];
    expect(tree.map(({ value, count }) => [value, count])).toEqual([
      ['kitchen-dining', 0],
      ['drinkware', 0],
      ['mugs', 0],
    ]);
  });
});

it('costs the same number of statements for 40 products with their variants as for 20', async () => {
  const filters = { availableForSale: true, options: [{ name: 'Colour', values: ['Black', 'Navy'] }] };
  const selection = `${edges} ${facets} priceRange { min { amount } } warnings { code }`;
  const statementsFor = async (first: number) => {
    products.statements.reset();
    await search({ filters, first }, selection);
    return products.statements.statements().filter((sql) => !isKept.test(sql)).length;
  };
  const forTwenty = await statementsFor(20);
  expect(await statementsFor(40)).toBe(forTwenty);
  expect(forTwenty).toBeLessThanOrEqual(10);
});

it('follows a price and a stock that change', async () => {
  const product = shop.find(
    ({ variants }) => variants.length > 3 && variants.every(({ available }) => available > 0),
  );
  const variant = product?.variants[1];
  if (product === undefined || variant === undefined) throw new Error('The sample shop has such a product');
  const filters = { price: { min: '7654.32', max: '7654.32' } };
  const find = async (more: object = {}) =>
    (await walk({ filters: { ...filters, ...more } })).map(({ matchedVariant }) => matchedVariant?.id);
  expect(await find()).toEqual([]);
  await mutate(products, staff, {
    name: 'variantPriceUpdate',
    input: { variantId: variant.id, price: { amount: '7654.32', currencyCode: 'EUR' } },
    selection: '... on VariantPriceUpdateSuccess { variant { id } }',
  });
  expect(await find({ availableForSale: true })).toEqual([variant.id]);
  await products.sql.$executeRawUnsafe(
    `UPDATE stock SET sold = sold + available, available = 0 WHERE variant_id = '${variant.id}'`,
  );
  expect(await find({ availableForSale: true })).toEqual([]);
  expect(await find({ availableForSale: false })).toEqual([variant.id]);
});

async function refusals(filters: object): Promise<unknown[] | undefined> {
  const { errors } = await products.graphql(
    null,
    'query ($filters: ProductFiltersInput) { productSearch(input: { filters: $filters }) { didYouMean } products(filters: $filters) { totalCount } }',
    { filters },
  );
  return errors?.map(({ extensions }) => extensions);
}
