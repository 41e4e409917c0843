import { productChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory, changeCategory } from '../../test/category-tree.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const id = sampleId('product', 0);
const seen = async () => {
  const { data } = await products.graphql<{
    product: { name: string; description: string; seo: object };
  }>(null, 'query ($id: ID!) { product(id: $id) { name description seo { title description } } }', { id });
  return data.product;
};
const update = (input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'productSeoUpdate',
    input: { id, ...input },
    selection: `... on ProductSeoUpdateSuccess { product { seo { title description } publication { version } } }
      ... on ProductChangedError { version } ... on ProductNotFoundError { productId }
      ... on InvalidInputError { fields { path code } }`,
  });

describe('a product', () => {
  it('tells search engines its name and description, or what staff wrote', async () => {
    const { name, description, seo } = await seen();
    expect(seo).toEqual({ title: name, description });
    const own = { title: 'Mugs, hand-made', description: 'From our kiln.' };
    expect(await update({ version: 1, seo: own, reason: 'For people who search.' })).toMatchObject({
      product: { seo: own, publication: { version: 2 } },
    });
    expect((await seen()).seo).toEqual(own);
    expect(await update({ version: 2, seo: own })).toMatchObject({
      product: { publication: { version: 2 } },
    });
    expect(await update({ version: 1, seo: {} })).toMatchObject({
      __typename: 'ProductChangedError',
      version: 2,
    });
    await update({ version: 2, seo: { title: 'Only a title', description: ' ' } });
    expect((await seen()).seo).toEqual({ title: 'Only a title', description });
    const entries = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT reason, before, after FROM audit.entries WHERE operation = 'productSeoUpdate' ORDER BY position`,
    );
    const before = { seoTitle: null, seoDescription: null };
    const after = { seoTitle: own.title, seoDescription: own.description };
    expect(entries).toMatchObject([{ reason: 'For people who search.', before, after }, { before: after }]);
    const told = await products.sql.$queryRawUnsafe<object[]>(
      'SELECT FROM messaging.outbox WHERE type = $1 AND key = $2',
      productChanged.type,
      id,
    );
    expect(told).toHaveLength(2);
  });

  it('is not there, or the text is too long, or it is nobody of the staff', async () => {
    const absent = uuidv7();
    expect(await update({ id: absent, version: 1, seo: {} })).toMatchObject({ productId: absent });
    expect(await update({ version: 1, seo: { title: 'a'.repeat(201) } })).toMatchObject({
      fields: [{ path: ['seo', 'title'], code: 'TOO_LONG' }],
    });
    expect(await update({ version: 1, seo: {} }, null)).toEqual({ code: 'UNAUTHENTICATED' });
  });
});

it('a category tells its name and description, or what staff wrote', async () => {
  const seoOf = async (slug: string) => {
    const query = 'query ($slug: String!) { category(slug: $slug) { seo { title description } version } }';
    return (await products.graphql<{ category: object }>(null, query, { slug })).data.category;
  };
  const category = await addCategory(products, 'Bowls');
  expect(await seoOf('bowls')).toMatchObject({ seo: { title: 'Bowls', description: '' } });
  const change = (version: number, seo: object | null) =>
    changeCategory(products, 'Update', { id: category.id, version, seo });
  await change(1, { title: 'Bowls of clay' });
  expect(await seoOf('bowls')).toMatchObject({
    seo: { title: 'Bowls of clay', description: '' },
    version: 2,
  });
  await change(2, null);
  await change(2, { title: 'Bowls of clay' });
  expect(await seoOf('bowls')).toMatchObject({ seo: { title: 'Bowls of clay' }, version: 2 });
  await change(2, {});
  expect(await seoOf('bowls')).toMatchObject({ seo: { title: 'Bowls' }, version: 3 });
  await changeCategory(products, 'Create', { name: 'Plates', seo: { description: 'Plates to eat from.' } });
  expect(await seoOf('plates')).toMatchObject({
    seo: { title: 'Plates', description: 'Plates to eat from.' },
  });
});
