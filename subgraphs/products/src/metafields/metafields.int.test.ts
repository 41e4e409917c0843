import { categoriesChanged, collectionChanged, productChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory } from '../../test/category-tree.ts';
import { addCollection } from '../../test/collections.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const fields = 'namespace key type value visibility';
const washing = {
  namespace: 'care',
  key: 'washing',
  type: 'SINGLE_LINE_TEXT',
  value: '30 degrees',
  visibility: 'PUBLIC',
};
const supplier = { ...washing, namespace: 'erp', key: 'supplier', visibility: 'PRIVATE' };

const set = (input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'catalogueMetafieldsSet',
    input: { ownerType: 'PRODUCT', metafields: [], ...input },
    selection: `... on CatalogueMetafieldsSetSuccess { metafields { ${fields} digest } ownerId }
      ... on MetafieldOwnerNotFoundError { ownerId }
      ... on MetafieldChangedError { namespace key metafield { value } }
      ... on TooManyMetafieldsError { limit }
      ... on InvalidInputError { fields { path code } }`,
  });

async function read<Data>(query: string, id: string, viewer: TestViewer | null = null) {
  return products.graphql<Data>(viewer, query, { id });
}

async function told(type: string, key: string): Promise<number> {
  const rows = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT FROM messaging.outbox WHERE type = $1 AND key = $2',
    type,
    key,
  );
  return rows.length;
}

describe('metafields of a product', () => {
  const id = sampleId('product', 0);

  it('are seen by shoppers or by staff alone, whichever namespace they ask for', async () => {
    expect(
      await set({ ownerId: id, metafields: [washing, supplier], reason: 'For the label.' }),
    ).toMatchObject({
      metafields: [washing, supplier],
      ownerId: id,
    });
    const open = `metafields { ${fields} } care: metafields(namespace: "care") { key } none: metafields(namespace: "x") { key }
      washing: metafield(namespace: "care", key: "washing") { value }
      supplier: metafield(namespace: "erp", key: "supplier") { value }`;
    const seen = await read(`query ($id: ID!) { product(id: $id) { ${open} } }`, id);
    expect(seen.data).toEqual({
      product: {
        metafields: [washing],
        care: [{ key: 'washing' }],
        none: [],
        washing: { value: '30 degrees' },
        supplier: null,
      },
    });
    const hidden = 'query ($id: ID!) { product(id: $id) { privateMetafields { key visibility } } }';
    expect((await read(hidden, id, staff)).data).toEqual({
      product: { privateMetafields: [{ key: 'supplier', visibility: 'PRIVATE' }] },
    });
    const helper: TestViewer = { id: uuidv7(), role: 'STAFF', permissions: ['ORDERS_READ'] };
    for (const viewer of [null, helper])
      expect((await read(hidden, id, viewer)).data).toEqual({ product: { privateMetafields: [] } });
  });

  it('are told of and recorded once they are different, without what they say', async () => {
    const [before, own] = [await told(productChanged.type, id), { ...washing, key: 'drying' }];
    await set({ ownerId: id, metafields: [own], reason: 'Asked for.' });
    await set({ ownerId: id, metafields: [own], remove: [{ namespace: 'care', key: 'ironing' }] });
    expect(await told(productChanged.type, id)).toBe(before + 1);
    const [entry] = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT target, reason, before, after FROM audit.entries
       WHERE operation = 'catalogueMetafieldsSet' AND target = $1 ORDER BY position DESC LIMIT 1`,
      id,
    );
    expect(entry).toMatchObject({
      reason: 'Asked for.',
      after: { metafields: [{ name: 'care.drying' }, {}, {}] },
    });
    expect(JSON.stringify(entry)).not.toContain('30 degrees');
  });

  it('are changed all or none, and only where they are what was read', async () => {
    const read = (await set({ ownerId: id, metafields: [washing] })) as {
      readonly metafields?: readonly { readonly key: string; readonly digest: string }[];
    };
    const compareDigest = read.metafields?.find(({ key }) => key === 'washing')?.digest;
    const wanted = { ...washing, value: '40 degrees', compareDigest };
    expect(await set({ ownerId: id, metafields: [wanted] })).toMatchObject({
      __typename: 'CatalogueMetafieldsSetSuccess',
    });
    const other = { ...washing, key: 'ironing' };
    expect(await set({ ownerId: id, metafields: [other, { ...wanted, value: 'Cold' }] })).toMatchObject({
      __typename: 'MetafieldChangedError',
      metafield: { value: '40 degrees' },
    });
    const query =
      'query ($id: ID!) { product(id: $id) { metafield(namespace: "care", key: "ironing") { key } } }';
    expect((await products.graphql(null, query, { id })).data).toEqual({ product: { metafield: null } });
    const absent = { ...other, compareDigest: '' };
    expect(await set({ ownerId: id, metafields: [absent, { ...wanted, compareDigest: '' }] })).toMatchObject({
      __typename: 'MetafieldChangedError',
      key: 'washing',
    });
    const name = { namespace: 'care', key: 'washing' };
    expect(await set({ ownerId: id, remove: [{ ...name, compareDigest }] })).toMatchObject({
      __typename: 'MetafieldChangedError',
      metafield: { value: '40 degrees' },
    });
    const remove = [name];
    expect(await set({ ownerId: id, remove })).toMatchObject({
      metafields: [{ key: 'drying' }, { key: 'supplier' }],
    });
  });

  it('are changed by one after the other where several ask at once', async () => {
    const ownerId = sampleId('product', 1);
    const keys = Array.from({ length: 6 }, (_, index) => `key-${index}`);
    await Promise.all(keys.map((key) => set({ ownerId, metafields: [{ ...washing, key }] })));
    const query = 'query ($id: ID!) { product(id: $id) { metafields { key } } }';
    expect((await read(query, ownerId)).data).toEqual({
      product: { metafields: keys.map((key) => ({ key })) },
    });
  });

  it('are refused where they are no such value, too many, a card number, or of nothing', async () => {
    expect(await set({ ownerId: id, metafields: [{ ...washing, type: 'INTEGER' }] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'], code: 'INVALID_FORMAT' }],
    });
    const card = { ...washing, value: '4111 1111 1111 1111' };
    expect(await set({ ownerId: id, metafields: [card] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'], code: 'CARD_NUMBER' }],
    });
    const many = (from: number) =>
      Array.from({ length: 50 }, (_, index) => ({ ...washing, key: `k${from + index}` }));
    const full = sampleId('product', 2);
    await set({ ownerId: full, metafields: many(0) });
    expect(await set({ ownerId: full, metafields: many(1) })).toMatchObject({ limit: 50 });
    const ownerId = uuidv7();
    expect(await set({ ownerId, metafields: [washing] })).toMatchObject({ ownerId });
    expect(await set({ ownerId: id, metafields: [washing] }, { id: uuidv7(), role: 'CUSTOMER' })).toEqual({
      code: 'FORBIDDEN',
    });
  });
});

describe('metafields of what else is in the catalogue', () => {
  it('are those of a variant, and end what is kept of its product', async () => {
    const productId = sampleId('product', 3);
    const query = 'query ($id: ID!) { product(id: $id) { variants { id metafields { key } } } }';
    type Seen = { product: { variants: { id: string; metafields: { key: string }[] }[] } };
    const variants = async () => (await read<Seen>(query, productId)).data.product.variants;
    const [first] = await variants();
    const before = await told(productChanged.type, productId);
    const ownerId = first?.id ?? '';
    expect(await set({ ownerType: 'PRODUCT_VARIANT', ownerId, metafields: [washing] })).toMatchObject({
      ownerId,
      metafields: [washing],
    });
    expect((await variants())[0]?.metafields).toEqual([{ key: 'washing' }]);
    expect(await told(productChanged.type, productId)).toBe(before + 1);
  });

  it('are those of a category and of a collection, and go with it', async () => {
    const category = await addCategory(products, 'Rugs');
    const collection = await addCollection(products, { name: 'Gifts' });
    const owners = [
      ['CATEGORY', category, categoriesChanged.type],
      ['COLLECTION', collection, collectionChanged.type],
    ] as const;
    for (const [ownerType, { id: ownerId }, type] of owners) {
      const before = await told(type, ownerId);
      expect(await set({ ownerType, ownerId, metafields: [washing] })).toMatchObject({
        ownerId,
        metafields: [washing],
      });
      expect(await told(type, ownerId)).toBe(before + 1);
    }
    const query = `query ($category: String!, $collection: ID!) {
      category(slug: $category) { metafields { key } } collection(id: $collection) { metafields { key } } }`;
    const variables = { category: category.slug, collection: collection.id };
    const kept = { metafields: [{ key: 'washing' }] };
    expect((await products.graphql(null, query, variables)).data).toEqual({
      category: kept,
      collection: kept,
    });
    await products.database.statements.deleteFrom('categories').where('id', '=', category.id).execute();
    const left = products.database.statements.selectFrom('categoryMetafields').select('id');
    expect(await left.where('id', '=', category.id).execute()).toEqual([]);
  });
});

it('a page of products with their metafields costs one statement more, and none where they are not asked for', async () => {
  const statements = async (selection: string) => {
    products.statements.reset();
    await products.graphql(null, `{ products(first: 20) { nodes { id ${selection} } } }`, {});
    return products.statements.statements().filter((text) => !text.includes('from "categories"')).length;
  };
  await statements('');
  const without = await statements('');
  const more = 'metafields { key } metafield(namespace: "care", key: "washing") { value }';
  expect((await statements(more)) - without).toBe(1);
});
