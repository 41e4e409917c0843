import { sampleId } from '@cartwright/sample-data';
import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchesOf, readShopModel, type ModelProduct } from '../../test/shop-model.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
let shop: ModelProduct[];
beforeAll(async () => {
  products = await startTestProducts();
  await products.sql.$executeRawUnsafe(`UPDATE stock SET sold = sold + available, available = 0
    WHERE abs(hashtext(variant_id::text)) % 2 = 0`);
  shop = await readShopModel(products);
});
afterAll(() => products[Symbol.asyncDispose]());

interface SeenList extends SeenPageBothWays<{ readonly id: string }> {
  readonly totalCount: number;
  readonly warnings: { readonly code: string; readonly target: string }[];
}

async function list(args: object): Promise<SeenList> {
  const { data, errors } = await products.graphql<{ products: SeenList }>(
    null,
    `query ($ids: [ID!], $sort: ProductSort, ${bothWays.variables}, $filters: ProductFiltersInput) {
      products(ids: $ids, sort: $sort, ${bothWays.pageArguments}, filters: $filters) {
        nodes { id } totalCount ${bothWays.pageInfo} warnings { code target } } }`,
    args,
  );
  expect(errors).toBeUndefined();
  return data.products;
}

describe('products by their ids', () => {
  const ids = [7, 3, 200, 12, 3, 99].map((index) => sampleId('product', index));
  const distinct = [...new Set(ids)];

  it('come in the order of the ids, each once, in pages of any size', async () => {
    expect((await list({ ids })).totalCount).toBe(5);
    for (const size of [1, 2, 5]) {
      const seen = await walkBothWays((page) => list({ ids, ...page }), size);
      expect(seen.map(({ id }) => id)).toEqual(distinct);
    }
  });

  it('come in another order when one is asked for', async () => {
    const seen = (await list({ ids, sort: 'NAME' })).nodes.map(({ id }) => id);
    expect(seen).not.toEqual(distinct);
    expect(seen.toSorted()).toEqual(distinct.toSorted());
  });

  it('leave out what is not there, and tell of it', async () => {
    const absent = ['01990000-0000-7000-8000-000000000001', 'not a uuid'];
    const found = await list({ ids: [absent[0], ids[0], absent[1], ids[0]?.toUpperCase()] });
    expect(found.nodes).toEqual([{ id: ids[0] }]);
    expect(found.warnings).toEqual(absent.map((target) => ({ code: 'PRODUCT_NOT_FOUND', target })));
  });

  it('are none when none are asked for, and at most 100', async () => {
    expect((await list({ ids: [] })).totalCount).toBe(0);
    const most = Array.from({ length: 100 }, (_, index) => sampleId('product', index));
    expect((await list({ ids: most, first: 100 })).nodes.map(({ id }) => id)).toEqual(most);
    const { errors } = await products.graphql(
      null,
      'query ($ids: [ID!]) { products(ids: $ids) { totalCount } }',
      {
        ids: [...most, most[0]],
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'ids' } }]);
  });

  it('take filters too', async () => {
    const [brand] = shop.filter(({ id }) => id === ids[2]).map((product) => product.brand);
    const { nodes } = await list({ ids, filters: { brands: [brand] } });
    expect(nodes).toContainEqual({ id: ids[2] });
    expect(nodes.length).toBeLessThan(5);
  });
});

describe('the matched variant', () => {
  const card = async (filters?: object) => {
    const { data } = await products.graphql<{
      category: {
        products: { nodes: SeenCard[]; edges: { node: SeenCard; matchedVariant: { id: string } | null }[] };
      };
    }>(
      null,
      `query ($filters: ProductFiltersInput) { category(slug: "clothing") { products(first: 100, filters: $filters) {
        nodes { id matchingVariant(filters: $filters) { id } }
        edges { node { id } matchedVariant { id } } } } }`,
      { filters },
    );
    return data.category.products;
  };

  interface SeenCard {
    readonly id: string;
    readonly matchingVariant: { readonly id: string } | null;
  }

  it.each([
    [undefined],
    [{ options: [{ name: 'Colour', values: ['Black', 'Navy'] }], availableForSale: true }],
    [{ price: { min: '20', max: '40' } }],
  ])('is the same for who reads nodes and for who reads edges: %j', async (filters) => {
    const { nodes, edges } = await card(filters);
    expect(edges.length).toBeGreaterThan(5);
    const byEdge = edges.map(({ node, matchedVariant }) => [node.id, matchedVariant?.id]);
    expect(nodes.map(({ id, matchingVariant }) => [id, matchingVariant?.id])).toEqual(byEdge);
    const expected = byEdge.map(([id]) => {
      const product = shop.find((candidate) => candidate.id === id);
      return [id, product && matchesOf(product, filters ?? {}, 'EUR')[0]?.id];
    });
    expect(byEdge).toEqual(expected);
  });

  it('is null for a product that has none', async () => {
    const { data } = await products.graphql(
      null,
      'query ($id: ID!) { product(id: $id) { matchingVariant(filters: { options: [{ name: "Size", values: ["none"] }] }) { id } } }',
      { id: sampleId('product', 1) },
    );
    expect(data).toEqual({ product: { matchingVariant: null } });
  });
});
