import { sampleBundles, sampleCatalogue } from '@cartwright/sample-data';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleShop } from '../../test/bundle-shop.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { seedBundles } from './seed-bundles.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 520 });
  expect(await seedBundles(products.database)).toBe(3);
});
afterAll(() => products[Symbol.asyncDispose]());

const { availableOf, faults } = bundleShop(() => products);
const bundles = sampleBundles(sampleCatalogue().products);
const variants = bundles.flatMap(({ product }) => product.variants);

async function seen<Data>(query: string, variables: object, language = 'en'): Promise<Data> {
  const headers = { 'accept-language': language };
  const { data, errors } = await products.graphql<Data>(null, query, variables, headers);
  expect(errors).toBeUndefined();
  return data;
}

it('bundles are as many as their parts are enough for, and stay as they are when the shop is filled again', async () => {
  const expected = variants.map(({ stockOnHand }) => stockOnHand);
  expect(await availableOf(...variants.map(({ id }) => id))).toEqual(expected);
  expect(await faults()).toEqual([]);
  const read = () =>
    Promise.all([
      products.database.statements
        .selectFrom('bundleParts')
        .selectAll()
        .orderBy('bundleId')
        .orderBy('position')
        .execute(),
      products.database.statements.selectFrom('stock').selectAll().orderBy('variantId').execute(),
    ]);
  const before = await read();
  expect(await seedBundles(products.database)).toBe(0);
  expect(await read()).toEqual(before);
});

it('lists show them with picture, price and what they save', async () => {
  interface Shown {
    readonly slug: string;
    readonly featuredImage: { readonly url: string; readonly altText: string };
    readonly variants: readonly {
      readonly availableForSale: boolean;
      readonly bundleSaving: { readonly amount: { readonly amount: string } } | null;
      readonly bundleParts: readonly { readonly quantity: number }[];
    }[];
  }
  const ids = bundles.map(({ product }) => product.id);
  const { products: listed } = await seen<{ products: { nodes: readonly Shown[] } }>(
    `query ($ids: [ID!]) { products(ids: $ids, first: 10) { nodes { slug featuredImage { url altText }
      variants { availableForSale bundleSaving { amount { amount } } bundleParts { quantity } } } } }`,
    { ids },
  );
  expect(listed.nodes.map(({ slug }) => slug).toSorted()).toEqual(
    bundles.map(({ product }) => product.slug).toSorted(),
  );
  for (const { featuredImage, variants: shown } of listed.nodes) {
    expect((await fetch(`${products.url}${new URL(featuredImage.url).pathname}`)).status).toBe(200);
    for (const { availableForSale, bundleSaving, bundleParts } of shown) {
      expect(availableForSale).toBe(true);
      expect(Number(bundleSaving?.amount.amount)).toBeGreaterThan(5);
      expect(bundleParts.map(({ quantity }) => quantity)[0]).toBe(1);
      expect(bundleParts).toHaveLength(2);
    }
  }
});

it.each([
  ['en', 'tea table', 'Tea Table Set', 'Set of 3'],
  ['de', 'Teetisch', 'Teetisch-Set', '3er-Set'],
  ['de', 'ruhige Abende', 'Set für ruhige Abende', '3er-Set'],
])('a search in %s for %j finds %j', async (language, query, name, title) => {
  const { productSearch } = await seen<{
    productSearch: { products: { nodes: { name: string; variants: { title: string }[] }[] } };
  }>(
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { products { nodes { name variants { title } } } } }`,
    { input: { query, first: 3 } },
    language,
  );
  const [first] = productSearch.products.nodes;
  expect([first?.name, first?.variants[0]?.title]).toEqual([name, title]);
});
