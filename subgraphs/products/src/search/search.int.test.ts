import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKept } from '../../test/kept-statements.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts();
});
afterAll(() => products[Symbol.asyncDispose]());

interface SeenSearch {
  readonly didYouMean: string | null;
  readonly products: SeenPageBothWays<SeenProduct> & { readonly totalCount: number };
}

interface SeenProduct {
  readonly id: string;
  readonly name: string;
  readonly brand: string;
  readonly category: { readonly slug: string };
  readonly priceRange: {
    readonly min: { readonly amount: string };
    readonly max: { readonly amount: string };
  };
  readonly availableForSale: boolean;
  readonly rating: { readonly average: number | null };
  readonly options: { readonly name: string; readonly values: string[] }[];
}

const found = `didYouMean products { totalCount ${bothWays.pageInfo} nodes {
  id name brand category { slug } priceRange { min { amount } max { amount } } availableForSale rating { average }
  options { name values } } }`;

async function search(input: object, selection = found): Promise<SeenSearch> {
  const { data, errors } = await products.graphql(
    null,
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { ${selection} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return (data as { productSearch: SeenSearch }).productSearch;
}

async function suggest(query: string, first = 8): Promise<string[]> {
  const { data } = await products.graphql(
    null,
    'query ($query: String!, $first: Int) { searchSuggest(query: $query, first: $first) { products { text product { name } } } }',
    { query, first },
  );
  return (data as { searchSuggest: { products: { text: string }[] } }).searchSuggest.products.map(
    ({ text }) => text,
  );
}

describe('a search', () => {
  it('finds by title, in another inflection too', async () => {
    const { products: mugs, didYouMean } = await search({ query: 'Mugs' });
    expect(mugs.nodes[0]?.name).toContain('Mug');
    expect(didYouMean).toBeNull();
  });

  it.each([
    ['blu t-shrit', 'blue t-shirt', 't-shirts'],
    ['ceramc mug', 'ceramic mug', 'mugs'],
    ['hedphones', 'headphones', 'headphones'],
    ['backpak', 'backpack', 'backpacks'],
    ['jumpre', 'jumper', 'knitwear'],
  ])('survives the typing errors in "%s"', async (query, meant, category) => {
    const result = await search({ query, first: 5 });
    expect(result.didYouMean).toBe(meant);
    expect(result.products.nodes[0]?.category.slug).toBe(category);
  });

  it('shows what has some of the words when nothing has all', async () => {
    const { products: some } = await search({ query: 'mug xylophonist' });
    expect(some.nodes[0]?.name).toMatch(/Mug|Cup/);
  });

  it.each(['qqqqqqqq', '!!!', '& | ! :* <->', 'the', '🙂'])('finds nothing for %j', async (query) => {
    expect((await search({ query: `${query} ${query}` })).products).toMatchObject({
      totalCount: 0,
      nodes: [],
    });
  });

  it('takes what looks like SQL for words', async () => {
    const { products: tables } = await search({ query: "'); DROP TABLE products; --" });
    expect(tables.nodes[0]?.name).toContain('Table');
    expect((await search({})).products.totalCount).toBe(520);
  });

  it('shows everything, newest first, when nothing was typed', async () => {
    expect((await search({ query: '  ' })).products.totalCount).toBe(520);
    expect((await search({})).products.totalCount).toBe(520);
  });

  it.each(['RELEVANCE', 'NEWEST', 'PRICE_ASC', 'PRICE_DESC', 'NAME', 'RATING', 'BEST_SELLING'])(
    'sorted by %s shows the same hits, each once, in pages of any size',
    async (sort) => {
      const read = async (page: object) => (await search({ query: 'cotton', sort, ...page })).products;
      const { nodes: hits, totalCount } = await read({ first: 100 });
      const ids = hits.map(({ id }) => id);
      expect(totalCount).toBe(ids.length);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(14);
      for (const size of [2, 7, ids.length])
        expect((await walkBothWays(read, size)).map(({ id }) => id)).toEqual(ids);
    },
  );

  it('narrows by every filter', async () => {
    const filters = {
      categories: ['clothing'],
      options: [{ name: 'Size', values: ['M', 'L'] }],
      price: { min: '20', max: '60.00' },
      availableForSale: true,
      minimumRating: 3.5,
    };
    const { products: page } = await search({ filters, first: 100 });
    expect(page.totalCount).toBeGreaterThan(3);
    for (const product of page.nodes) {
      const sizes = product.options.find(({ name }) => name === 'Size')?.values ?? [];
      expect(sizes.some((size) => ['M', 'L'].includes(size))).toBe(true);
      expect(Number(product.priceRange.min.amount)).toBeLessThanOrEqual(60);
      expect(Number(product.priceRange.max.amount)).toBeGreaterThanOrEqual(20);
      expect(product.availableForSale).toBe(true);
      expect(product.rating.average).toBeGreaterThanOrEqual(3.5);
    }
  });

  it.each([
    ['a brand', { filters: { brands: ['Thistlebarn\u0000'] } }, 'input.filters.brands.0'],
    ['a category', { filters: { categories: ['a\ud83d'] } }, 'input.filters.categories.0'],
    [
      'an option',
      { filters: { options: [{ name: '\u0000', values: ['M'] }] } },
      'input.filters.options.0.name',
    ],
    [
      'a value',
      { filters: { options: [{ name: 'Size', values: ['\udc00'] }] } },
      'input.filters.options.0.values.0',
    ],
    ['a query', { query: 'mug\u0000' }, 'input.query'],
    ['a query that is too long', { query: `mug ${'x'.repeat(200)}` }, 'query'],
  ])('refuses %s that cannot be, instead of finding everything', async (_what, input, field) => {
    const query =
      'query ($input: ProductSearchInput!) { productSearch(input: $input) { products { totalCount } } }';
    const { errors } = await products.graphql(null, query, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it.each(['\u200b', '!!!', '-', '\u202e\u2066'])(
    'finds nothing for %j, in which there is no word',
    async (query) => {
      expect((await search({ query })).products.totalCount).toBe(0);
    },
  );

  it('refuses more than anybody types, in whichever form of the characters', async () => {
    const query = `query ($query: String!) { productSearch(input: { query: $query }) { didYouMean }
      searchSuggest(query: $query) { products { text } } }`;
    for (const typed of ['x'.repeat(201), '\u3315'.repeat(200)]) {
      const { errors } = await products.graphql(null, query, { query: typed });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    }
  });

  it('refuses a price that is none', async () => {
    const { errors } = await products.graphql(
      null,
      '{ productSearch(input: { filters: { price: { min: "1.005" } } }) { products { totalCount } } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('facets', () => {
  it('cost nothing when nobody asks for them', async () => {
    await search({ query: 'mug' }, 'products { nodes { id } }');
    products.statements.reset();
    await search({ query: 'mug' }, 'products { nodes { id } }');
    const sent = products.statements.statements().filter((sql) => !isKept.test(sql));
    expect(sent.filter((sql) => /group by/i.test(sql))).toEqual([]);
    expect(sent).toHaveLength(1);
  });
});

describe('suggestions', () => {
  it.each([
    ['mu', /Mug|Mummy|Mustard|Multi/],
    ['organic co', /Organic/],
    ['ceam', /./],
    ['ceramc m', /./],
    ['backpa', /Backpack|Rucksack|Roll-Top|Daypack/],
  ])('complete "%s"', async (query, expected) => {
    const titles = await suggest(query, 5);
    expect(titles.length).toBeGreaterThan(0);
    for (const title of titles) expect(title).toMatch(expected);
  });

  it('are as many as were asked for, and none for nothing', async () => {
    expect(await suggest('s', 3)).toHaveLength(3);
    expect(await suggest('s', 0)).toEqual([]);
    expect(await suggest('')).toEqual([]);
    expect(await suggest('%')).toEqual([]);
  });
});
