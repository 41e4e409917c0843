import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 120 });
});
afterAll(() => products[Symbol.asyncDispose]());

/** The statements that an operation sends, but for the category tree, which is read now and then. */
async function statementsOf(query: string, variables: object = {}): Promise<readonly string[]> {
  products.statements.reset();
  const { errors } = await products.graphql(null, query, variables);
  expect(errors).toBeUndefined();
  return products.statements.statements().filter((sql) => !sql.includes('from "categories"'));
}

async function countFor(query: string, variables: object = {}): Promise<number> {
  return (await statementsOf(query, variables)).length;
}

const card = `id slug name availableForSale priceRange { min { amount } } rating { average } featuredImage { url }`;
const variant = `id sku price { amount } compareAtPrice { amount } quantityAvailable availability { status }
  selectedOptions { name value }`;

describe('what a shop asks for most costs as many statements, however much there is', () => {
  it('cards: the page, its price ranges and its pictures', async () => {
    const query = `query ($first: Int!) { products(first: $first) { nodes { ${card} } } }`;
    expect([await countFor(query, { first: 5 }), await countFor(query, { first: 40 })]).toEqual([3, 3]);
  });

  it('a list with variants, their prices and stock: one more for all of these, and one for the count', async () => {
    const query = `query ($first: Int!) { products(first: $first) { totalCount nodes {
      ${card} images { url } category { name } variants { ${variant} } } } }`;
    expect([await countFor(query, { first: 5 }), await countFor(query, { first: 40 })]).toEqual([5, 5]);
  });

  it('the page of a product: one for each kind of thing on it', async () => {
    const { data } = await products.graphql(null, '{ products(first: 1) { nodes { slug } } }');
    const [{ slug } = {}] = (data as { products: { nodes: { slug?: string }[] } }).products.nodes;
    const query = `query ($slug: String!) { product(slug: $slug) {
      ${card} images { url } category { path { name } } variants { ${variant} }
      reviews(first: 5) { nodes { id title } } } }`;
    expect(await countFor(query, { slug })).toBe(5);
  });

  it('a search: what the words mean, the page with the count, the facets and what is shown of products', async () => {
    const query = `query ($first: Int!) { productSearch(input: { query: "mug", first: $first }) {
      products { totalCount nodes { ${card} } } facets { code values { value count } } } }`;
    expect([await countFor(query, { first: 2 }), await countFor(query, { first: 20 })]).toEqual([5, 5]);
  });
});

describe('prices', () => {
  it('are read in the currencies that are asked for, and no others', async () => {
    const inOne = await statementsOf('{ products(first: 2) { nodes { variants { price { amount } } } } }');
    expect(inOne.filter((sql) => sql.includes('"variant_prices"'))).toEqual([
      expect.stringContaining('"currency" = $1') as string,
    ]);
    const inTwo = `{ products(first: 2) { nodes { variants { eur: price(currency: EUR) { currencyCode }
      usd: price(currency: USD) { currencyCode } } } } }`;
    const twice = await statementsOf(inTwo);
    expect(twice.filter((sql) => sql.includes('"variant_prices"'))).toHaveLength(2);
  });
});
