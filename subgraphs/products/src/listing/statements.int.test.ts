import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKept } from '../../test/kept-statements.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 120 });
});
afterAll(() => products[Symbol.asyncDispose]());

/** The statements that an operation sends, but for such. */
async function statementsOf(query: string, variables: object = {}): Promise<readonly string[]> {
  products.statements.reset();
  const { errors } = await products.graphql(null, query, variables);
  expect(errors).toBeUndefined();
  return products.statements.statements().filter((sql) => !isKept.test(sql));
}

/** How many it sends when its products have been read before. */
async function countFor(query: string, variables: object = {}): Promise<number> {
  await statementsOf(query, variables);
  return (await statementsOf(query, variables)).length;
}

const card = `id slug name availableForSale priceRange { min { amount } } rating { average } featuredImage { url }`;
const variant = `id sku price { amount } compareAtPrice { amount } lowestRecentPrice { amount } quantityAvailable availability { status }
  selectedOptions { name value }`;

describe('what a shop asks for most costs as many statements, however much there is', () => {
  it('cards: the page', async () => {
    const query = `query ($first: Int!) { products(first: $first) { nodes { ${card} } } }`;
    expect([await countFor(query, { first: 5 }), await countFor(query, { first: 40 })]).toEqual([1, 1]);
  });

  it('cards from the end of a list, in each order: the page', async () => {
    for (const sort of ['NEWEST', 'PRICE_ASC', 'NAME', 'RATING', 'BEST_SELLING']) {
      const query = `query ($last: Int!, $before: String) { products(sort: ${sort}, last: $last, before: $before) {
        nodes { ${card} } pageInfo { startCursor } } }`;
      const { data } = await products.graphql(null, query, { last: 5 });
      const { startCursor } = (data as { products: { pageInfo: { startCursor: string } } }).products.pageInfo;
      expect(await countFor(query, { last: 40, before: startCursor })).toBe(1);
    }
  });

  it('a list with variants, their prices and stock: the page, the stock, the count', async () => {
    const query = `query ($first: Int!) { products(first: $first) { totalCount nodes {
      ${card} images { url } category { name } variants { ${variant} } } } }`;
    expect([await countFor(query, { first: 5 }), await countFor(query, { first: 40 })]).toEqual([3, 3]);
  });

  it('the page of a product: where it is, its stock, its reviews', async () => {
    const { data } = await products.graphql(null, '{ products(first: 1) { nodes { slug } } }');
    const [{ slug } = {}] = (data as { products: { nodes: { slug?: string }[] } }).products.nodes;
    const query = `query ($slug: String!) { product(slug: $slug) {
      ${card} images { url } category { path { name } } variants { ${variant} }
      reviews(first: 5) { nodes { id title } } } }`;
    expect(await countFor(query, { slug })).toBe(3);
  });

  it('a search: the page with the count, the facets', async () => {
    const query = `query ($first: Int!) { productSearch(input: { query: "mug", first: $first }) {
      products { totalCount nodes { ${card} } } facets { code values { value count } } } }`;
    expect([await countFor(query, { first: 2 }), await countFor(query, { first: 20 })]).toEqual([2, 2]);
  });
});

describe('products that nobody has asked for yet', () => {
  it('cost one statement more, for all that is shown of all of them', async () => {
    const query = `query ($after: String) { products(first: 10, sort: NAME, after: $after) {
      nodes { ${card} variants { ${variant} } } pageInfo { endCursor } } }`;
    await products.sql.$executeRawUnsafe('UPDATE products SET revision = gen_random_uuid()');
    expect(await statementsOf(query)).toHaveLength(3);
    expect(await statementsOf(query)).toHaveLength(2);
  });
});

describe('with price lists in use', () => {
  const query = `query ($first: Int!, $currency: CurrencyCode!) { products(first: $first, sort: NAME) { nodes {
    id priceRange(currency: $currency) { min { amount } }
    variants { price(currency: $currency) { amount } quantityPrices(currency: $currency) { minimumQuantity price { amount } } } } } }`;
  const count = (currency: string, first: number) => countFor(query, { currency, first });
  const runIn = (currency: string) =>
    products.sql.$executeRawUnsafe(
      `INSERT INTO price_lists (id, name, currency, countries, group_ids, starts_at, priority, adjustments, is_running, version, created_at)
       VALUES (gen_random_uuid(), $1, $1, '{}', '{}', now(), 0, '[{"minimumQuantity": 1, "basisPoints": -1000}]', true, 1, now())`,
      currency,
    );

  it('prices cost one statement more, for 20 products as for 40, and none in the currencies of no list', async () => {
    const plain = await count('EUR', 20);
    await runIn('USD');
    await expect.poll(() => count('USD', 20), { timeout: 10_000 }).toBe(plain + 1);
    expect(await count('USD', 40)).toBe(plain + 1);
    expect([await count('EUR', 20), await count('EUR', 40)]).toEqual([plain, plain]);
  });
});
