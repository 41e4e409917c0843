import { compareText } from '@cartwright/languages';
import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts();
});
afterAll(() => products[Symbol.asyncDispose]());

interface SeenPage {
  readonly nodes: { readonly id: string }[];
  readonly edges: { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

interface SeenListed {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly priceRange: { readonly min: { readonly amount: string } };
  readonly rating: { readonly average: number | null };
}

interface SeenCategory {
  readonly products: SeenPageBothWays<SeenListed> & { readonly totalCount: number };
}

async function ask<Data>(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const { data, errors } = await products.graphql(null, query, variables, headers);
  expect(errors).toBeUndefined();
  return data as Data;
}

async function codeOf(query: string): Promise<string | undefined> {
  return (await products.graphql(null, query)).errors?.[0]?.extensions.code;
}

interface SeenWhole extends SeenPageBothWays<{ readonly id: string }> {
  readonly totalCount: number;
}

/** Walks a list to its end and back to its start, 37 products at a time. */
async function walk(args: string): Promise<{ ids: string[]; totalCount: number }> {
  let totalCount = 0;
  const read = async (variables: object): Promise<SeenWhole> => {
    const { products: page } = await ask<{ products: SeenWhole }>(
      `query (${bothWays.variables}) { products(${bothWays.pageArguments}, ${args}) {
        nodes { id } ${bothWays.pageInfo} totalCount } }`,
      variables,
    );
    totalCount = page.totalCount;
    return page;
  };
  const ids = (await walkBothWays(read, 37)).map(({ id }) => id);
  return { ids, totalCount };
}

describe('a list of products', () => {
  it.each(['NEWEST', 'PRICE_ASC', 'PRICE_DESC', 'NAME', 'RATING', 'BEST_SELLING', 'RELEVANCE'])(
    'sorted by %s shows each product once',
    async (sort) => {
      const { ids, totalCount } = await walk(`sort: ${sort}`);
      expect(new Set(ids).size).toBe(520);
      expect(ids).toHaveLength(520);
      expect(totalCount).toBe(520);
    },
  );

  it.each(['NEWEST', 'PRICE_ASC', 'NAME', 'RATING', 'BEST_SELLING'])(
    'of a category sorted by %s holds what is below the category',
    async (sort) => {
      const { ids, totalCount } = await walk(`sort: ${sort}, category: "kitchen-dining"`);
      const below = await products.sql.$queryRawUnsafe<{ id: string }[]>(`
        WITH RECURSIVE tree AS (
          SELECT id FROM categories WHERE slug = 'kitchen-dining'
          UNION ALL SELECT c.id FROM categories c JOIN tree ON c.parent_id = tree.id
        ) SELECT p.id FROM products p JOIN tree ON tree.id = p.category_id`);
      expect(ids.toSorted()).toEqual(below.map(({ id }) => id).toSorted());
      expect(totalCount).toBe(below.length);
    },
  );

  it.each([
    ['PRICE_ASC', 1],
    ['PRICE_DESC', -1],
  ])('sorted by %s goes by the lowest price in the buyer’s currency', async (sort, sign) => {
    const { products: page } = await ask<{
      products: { nodes: { priceRange: { min: { amount: string } } }[] };
    }>(
      `{ products(first: 100, sort: ${sort}) { nodes { priceRange { min { amount currencyCode } } } } }`,
      {},
      { 'x-currency': 'USD' },
    );
    const prices = page.nodes.map(({ priceRange }) => Number(priceRange.min.amount) * sign);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(page.nodes[0]).toMatchObject({ priceRange: { min: { currencyCode: 'USD' } } });
  });

  /** How each order compares two products that follow each other. */
  const comesBefore: Readonly<Record<string, (a: SeenListed, b: SeenListed) => boolean>> = {
    NEWEST: (a, b) => a.createdAt >= b.createdAt,
    PRICE_ASC: (a, b) => Number(a.priceRange.min.amount) <= Number(b.priceRange.min.amount),
    PRICE_DESC: (a, b) => Number(a.priceRange.min.amount) >= Number(b.priceRange.min.amount),
    NAME: (a, b) => compareText(a.name, b.name) <= 0,
    RATING: (a, b) => (a.rating.average ?? 0) >= (b.rating.average ?? 0),
  };

  it.each(Object.keys(comesBefore))('sorted by %s is the same in pages of any size', async (sort) => {
    const query = `query (${bothWays.variables}) { category(slug: "mugs") {
      products(${bothWays.pageArguments}, sort: ${sort}) {
        nodes { id name createdAt priceRange { min { amount } } rating { average } }
        ${bothWays.pageInfo} totalCount } } }`;
    const read = async (page: object) =>
      (await ask<{ category: SeenCategory }>(query, page)).category.products;
    const all = await walkBothWays(read, 100);
    const isBefore = comesBefore[sort] ?? (() => false);
    expect(all.length).toBeGreaterThan(5);
    expect((await read({ first: 1 })).totalCount).toBe(all.length);
    all.forEach((product, index) => {
      const next = all[index + 1];
      if (next !== undefined)
        expect(isBefore(product, next), `${product.name}, then ${next.name}`).toBe(true);
    });
    for (const size of [1, 2, all.length]) expect(await walkBothWays(read, size)).toEqual(all);
  });

  it('does not exist below a category that does not', async () => {
    const { data, errors } = await products.graphql(
      null,
      '{ products(category: "hats-for-cats") { totalCount } }',
    );
    expect(data).toEqual({ products: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'category' } }]);
    expect(errors?.[0]?.message).toContain('"hats-for-cats"');
  });

  it('counts only when it is asked to', async () => {
    products.statements.reset();
    await ask('{ products(first: 2) { nodes { id } } }');
    expect(products.statements.statements()).toHaveLength(1);
  });

  it('refuses a size above 100', async () => {
    expect(await codeOf('{ products(first: 101) { totalCount } }')).toBe('BAD_USER_INPUT');
  });

  it.each([
    [
      'products',
      (first: string) => `products(${first}) { nodes { id } }`,
      'sort: null, first: null',
      'category: null',
    ],
    [
      'what to offer',
      (first: string) => `searchSuggest(query: "mu" ${first}) { products { text } }`,
      'first: null',
      '',
    ],
  ])('takes null as if it were left out: %s', async (_what, list, asNull, leftOut) => {
    expect(await ask(`{ ${list(asNull)} }`)).toEqual(await ask(`{ ${list(leftOut)} }`));
  });
});

describe('a cursor', () => {
  const page = 'pageInfo { endCursor }';
  /** Every list of the subgraph, in each way that makes it another one. */
  const lists: readonly ((args: string) => string)[] = [
    (args) => `products(${args}) { ${page} }`,
    (args) => `products(sort: PRICE_ASC, ${args}) { ${page} }`,
    (args) => `products(sort: PRICE_DESC, ${args}) { ${page} }`,
    (args) => `products(category: "mugs", ${args}) { ${page} }`,
    (args) => `category(slug: "mugs") { products(${args}) { ${page} } }`,
    (args) => `category(slug: "mugs") { products(sort: PRICE_ASC, ${args}) { ${page} } }`,
    (args) => `productSearch(input: { query: "mug", ${args} }) { products { ${page} } }`,
    (args) => `productSearch(input: { query: "shirt", ${args} }) { products { ${page} } }`,
    (args) => `productSearch(input: { query: "mug", sort: PRICE_ASC, ${args} }) { products { ${page} } }`,
    (args) =>
      `productSearch(input: { query: "mug", filters: { minimumRating: 1 }, ${args} }) { products { ${page} } }`,
    // The last one: it has no currency.
    (args) => `product(slug: "kiln-speckled-mug") { reviews(${args}) { ${page} } }`,
  ];
  const cursorIn = (data: unknown): string | undefined =>
    /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];

  it('is taken by the list that it came from, and by no other', async () => {
    for (const list of lists) {
      const cursor = cursorIn(await ask(`{ ${list('first: 1')} }`)) ?? '';
      const expected = lists.map((other) => (other === list ? undefined : 'BAD_USER_INPUT'));
      const codesOf = (args: string, among = lists) =>
        Promise.all(among.map((other) => codeOf(`{ ${other(args)} }`)));
      expect(await codesOf(`first: 1, after: "${cursor}"`)).toEqual(expected);
      const codes = await codesOf(`last: 1, before: "${cursor}"`, lists);
      expect(codes).toEqual(expected.slice(0, lists.length));
    }
  });

  it('goes with one direction', async () => {
    for (const list of lists) {
      const codes = ['first: 20, last: 1', 'last: 1, after: "x"', 'first: 1, before: "x"', 'last: 101'].map(
        (args) => codeOf(`{ ${list(args)} }`),
      );
      expect(new Set(await Promise.all(codes))).toEqual(new Set(['BAD_USER_INPUT']));
    }
  });

  it('is taken in the currency that it came in, and in no other', async () => {
    for (const list of lists.slice(0, -1)) {
      const cursor = cursorIn(await ask(`{ ${list('first: 1')} }`, {}, { 'x-currency': 'EUR' })) ?? '';
      const next = `{ ${list(`first: 1, after: "${cursor}"`)} }`;
      const { errors } = await products.graphql(null, next, {}, { 'x-currency': 'USD' });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
      await ask(next, {}, { 'x-currency': 'EUR' });
    }
  });

  it('is still taken where the order is what it was when it was given', async () => {
    const before =
      'WyJKYjZrMjFoT3RFIixbIjIwMjYtMDQtMjZUMTQ6MDk6MDMrMDA6MDAiLCIwMTg1NmFhMC1jOWRhLTcxNGQtODAzNS1iYzVjOWZmNGI1MDQiXV0';
    const { products: next } = await ask<{ products: SeenPage }>(
      `{ products(category: "mugs", first: 5, after: "${before}") { nodes { id } } }`,
    );
    expect(next.nodes.length).toBeGreaterThan(0);
  });

  it('is refused when it is nonsense', async () => {
    for (const list of lists) expect(await codeOf(`{ ${list('after: "what"')} }`)).toBe('BAD_USER_INPUT');
  });
});
