import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addBrand } from '../../test/brands.ts';
import { addCategory } from '../../test/category-tree.ts';
import { addCollection } from '../../test/collections.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const washing = { namespace: 'care', key: 'washing', visibility: 'PUBLIC' };

const set = (input: object) =>
  mutate(products, staff, {
    name: 'catalogueMetafieldsSet',
    input: { ownerType: 'PRODUCT', ...input },
    selection: `... on CatalogueMetafieldsSetSuccess { metafields { value } }
      ... on InvalidInputError { fields { path code } }`,
  });

const read = <Data>(query: string, id: string, viewer: TestViewer | null = null) =>
  products.graphql<Data>(viewer, query, { id });

describe('a metafield that refers to something', () => {
  const owner = sampleId('product', 5);
  const refer = (type: string, id: string, key = 'goes-with') => {
    return { ...washing, key, type: 'REFERENCE', value: JSON.stringify({ type, id }) };
  };
  const fields = 'product { name } variant { sku } category { slug } collection { slug } brand { name }';
  const nothing = { product: null, variant: null, category: null, collection: null, brand: null };
  const seen = async (viewer: TestViewer | null = null) => {
    const query = `query ($id: ID!) { product(id: $id) { metafields(namespace: "care") {
      reference { type targetId ${fields} } money { amount } } } }`;
    const { data } = await read<{ product: { metafields: unknown[] } }>(query, owner, viewer);
    return data.product.metafields;
  };

  it('leads there, whatever it is', async () => {
    const category = await addCategory(products, 'Lamps');
    const collection = await addCollection(products, { name: 'Lit' });
    const query =
      'query ($id: ID!) { product(id: $id) { name brandDetails { id name } variants { id sku } } }';
    interface Found {
      readonly product: {
        readonly name: string;
        readonly brandDetails: { readonly id: string; readonly name: string };
        readonly variants: readonly { readonly id: string; readonly sku: string }[];
      };
    }
    const id = sampleId('product', 6);
    const { name, brandDetails, variants } = (await read<Found>(query, id)).data.product;
    const [variant] = variants;
    const all = [
      ['PRODUCT', id, { product: { name } }],
      ['PRODUCT_VARIANT', variant?.id ?? '', { variant: { sku: variant?.sku } }],
      ['CATEGORY', category.id, { category: { slug: category.slug } }],
      ['COLLECTION', collection.id, { collection: { slug: collection.slug } }],
      ['BRAND', brandDetails.id, { brand: { name: brandDetails.name } }],
    ] as const;
    for (const [type, targetId, shown] of all) {
      expect(await set({ ownerId: owner, metafields: [refer(type, targetId.toUpperCase())] })).toMatchObject({
        metafields: [{ value: JSON.stringify({ type, id: targetId }) }],
      });
      expect(await seen()).toEqual([{ reference: { type, targetId, ...nothing, ...shown }, money: null }]);
    }
  });

  it('is refused where nothing of that kind has the id', async () => {
    const refused = { code: 'INVALID_VALUE', path: ['metafields', '1', 'value'] };
    const there = refer('PRODUCT', sampleId('product', 6), 'other');
    for (const type of ['PRODUCT', 'PRODUCT_VARIANT', 'CATEGORY', 'COLLECTION', 'BRAND'])
      expect(await set({ ownerId: owner, metafields: [there, refer(type, uuidv7())] })).toMatchObject({
        fields: [refused],
      });
    const otherKind = refer('CATEGORY', sampleId('product', 6));
    expect(await set({ ownerId: owner, metafields: [there, otherKind] })).toMatchObject({
      fields: [refused],
    });
  });

  it('leads nowhere while shoppers do not see it, or once it is gone', async () => {
    const id = sampleId('product', 7);
    await set({ ownerId: owner, metafields: [refer('PRODUCT', id)] });
    const nowhere = [{ reference: { type: 'PRODUCT', targetId: id, ...nothing }, money: null }];
    const archived = await mutate(products, staff, {
      name: 'productStatusUpdate',
      input: { id, version: 1, status: 'ARCHIVED' },
      selection: '... on ProductStatusUpdateSuccess { product { id } }',
    });
    expect(archived).toMatchObject({ product: { id } });
    expect(await seen()).toEqual(nowhere);
    expect(await seen(staff)).toEqual(nowhere);
    expect(await set({ ownerId: owner, metafields: [refer('PRODUCT', id)] })).toHaveProperty('metafields');
    const brand = await addBrand(products, { name: 'Not yet', isShown: false });
    await set({ ownerId: owner, metafields: [refer('BRAND', brand.id)] });
    expect(await seen()).toMatchObject([{ reference: { targetId: brand.id, ...nothing } }]);
    const category = await addCategory(products, 'Soon gone');
    await set({ ownerId: owner, metafields: [refer('CATEGORY', category.id)] });
    await products.database.statements.deleteFrom('categories').where('id', '=', category.id).execute();
    await expect.poll(() => seen()).toMatchObject([{ reference: { targetId: category.id, ...nothing } }]);
  });

  it('is led on for other domains, by what they say that it refers to', async () => {
    const id = sampleId('product', 6);
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on MetafieldReference {
      product { id } brand { id } } } }`;
    const of = [
      { type: 'PRODUCT', targetId: id },
      { type: 'BRAND', targetId: id },
      { type: 'PRODUCT', targetId: 5 },
      { type: 'ORDER', targetId: id },
    ].map((one) => ({ __typename: 'MetafieldReference', ...one }));
    expect((await products.graphql(null, query, { of })).data).toEqual({
      _entities: [{ product: { id }, brand: null }, { product: null, brand: null }, null, null],
    });
  });
});

it('an amount has the decimals of its currency, whether the shop sells in it or not', async () => {
  const ownerId = sampleId('product', 8);
  const fee = (amount: string, currencyCode: string) => {
    return { ...washing, type: 'MONEY', value: JSON.stringify({ currencyCode, amount }) };
  };
  for (const [amount, currencyCode, kept] of [
    ['12.9', 'EUR', '12.90'],
    ['980', 'JPY', '980'],
    ['3.75', 'KWD', '3.750'],
  ] as const) {
    await set({ ownerId, metafields: [fee(amount, currencyCode)] });
    const query =
      'query ($id: ID!) { product(id: $id) { metafields { value money { amount currencyCode } } } }';
    expect((await read(query, ownerId)).data).toEqual({
      product: {
        metafields: [
          {
            value: `{"amount":"${kept}","currencyCode":"${currencyCode}"}`,
            money: { amount: kept, currencyCode },
          },
        ],
      },
    });
  }
  for (const wrong of [fee('980.5', 'JPY'), fee('1', 'ABC'), fee('x', 'EUR')])
    expect(await set({ ownerId, metafields: [wrong] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'], code: 'INVALID_VALUE' }],
    });
});
