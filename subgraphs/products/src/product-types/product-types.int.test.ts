import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addProductType, changeProductType } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
});
afterAll(() => products[Symbol.asyncDispose]());

const change = (how: Parameters<typeof changeProductType>[1], input: object) =>
  changeProductType(products, how, input);
const text = { key: 'note', name: 'Note', type: 'TEXT' };
const invalid = (path: string, code: string) => ({
  __typename: 'InvalidInputError',
  fields: [{ path: path.split('.'), code }],
});

it('a product type is made, read, changed and taken away', async () => {
  const screen = {
    key: 'screen',
    name: 'Screen',
    type: 'NUMBER',
    unit: 'in',
    filterable: true,
    inFacets: true,
  };
  const made = await change('Create', { name: 'Läptops', attributes: [screen, text] });
  expect(made).toMatchObject({ productType: { slug: 'laptops', version: 1 } });
  const { id } = made['productType'] as { id: string };
  const read = '{ productType(slug: "laptops") { id attributes { key unit } } productTypes { slug } }';
  expect((await products.graphql(null, read)).data).toMatchObject({
    productType: {
      id,
      attributes: [
        { key: 'screen', unit: 'in' },
        { key: 'note', unit: null },
      ],
    },
  });
  expect(await change('Update', { id, version: 1, attributes: [text, screen] })).toMatchObject({
    productType: {
      version: 2,
      attributes: [{ key: 'note' }, { key: 'screen', type: 'NUMBER', owner: 'PRODUCT' }],
    },
  });
  expect(await change('Update', { id, version: 2, name: 'Läptops' })).toMatchObject({
    productType: { version: 2 },
  });
  expect(await change('Delete', { id, version: 2 })).toMatchObject({ productTypeId: id });
  expect((await products.graphql(null, '{ productType(slug: "laptops") { id } }')).data).toEqual({
    productType: null,
  });
});

it('is not changed by who has not read what another one changed, nor where there is none', async () => {
  const { id } = await addProductType(products, [text]);
  await change('Update', { id, version: 1, name: 'By the first' });
  for (const how of ['Update', 'Delete'] as const) {
    expect(await change(how, { id, version: 1 })).toMatchObject({
      __typename: 'ProductTypeChangedError',
      productType: { version: 2 },
    });
    for (const absent of [uuidv7(), 'not a uuid'])
      expect(await change(how, { id: absent, version: 1 })).toMatchObject({
        __typename: 'ProductTypeNotFoundError',
        productTypeId: absent,
      });
  }
});

it('has each slug once, and makes another of a name that comes again', async () => {
  const named = async (input: object) => change('Create', { name: 'Twins', attributes: [], ...input });
  expect(await named({})).toMatchObject({ productType: { slug: 'twins' } });
  expect(await named({})).toMatchObject({ productType: { slug: 'twins-2' } });
  expect(await named({ slug: 'twins' })).toMatchObject({ __typename: 'SlugTakenError', slug: 'twins' });
});

describe('what cannot be is refused, with the field', () => {
  const made = (attribute: object) =>
    change('Create', { name: 'Wrong', attributes: [text, { key: 'one', name: 'One', ...attribute }] });
  const oak = { value: 'oak', name: 'Oak' };

  it.each([
    [{ type: 'TEXT', key: 'Not A Key' }, 'key', 'INVALID_FORMAT'],
    [{ type: 'TEXT', key: 'note' }, 'key', 'INVALID_VALUE'],
    [{ type: 'TEXT', name: ' ' }, 'name', 'REQUIRED'],
    [{ type: 'TEXT', unit: 'kg' }, 'unit', 'INVALID_VALUE'],
    [{ type: 'CHOICE' }, 'choices', 'REQUIRED'],
    [{ type: 'CHOICE', choices: [oak, oak] }, 'choices.1.value', 'INVALID_VALUE'],
    [{ type: 'TEXT', choices: [oak] }, 'choices', 'INVALID_VALUE'],
    [{ type: 'NUMBER', several: true }, 'several', 'INVALID_VALUE'],
    [{ type: 'REFERENCE' }, 'referenceTo', 'REQUIRED'],
    [{ type: 'DATE', referenceTo: 'PRODUCT' }, 'referenceTo', 'INVALID_VALUE'],
    [{ type: 'RICH_TEXT', filterable: true }, 'filterable', 'INVALID_VALUE'],
    [{ type: 'FILE', searchable: true }, 'searchable', 'INVALID_VALUE'],
    [{ type: 'DATE', filterable: true, inFacets: true }, 'inFacets', 'INVALID_VALUE'],
    [{ type: 'BOOLEAN', inFacets: true }, 'inFacets', 'INVALID_VALUE'],
  ])('%j: %s is %s', async (attribute, path, code) => {
    expect(await made(attribute)).toMatchObject(invalid(`attributes.1.${path}`, code));
  });

  it('and more choices than whoever reads product types can read', async () => {
    const choices = Array.from({ length: 200 }, (_, index) => ({
      value: `no-${index}`,
      name: `No. ${index}`,
    }));
    const attributes = ['a', 'b', 'c'].map((key) => ({ key, name: key, type: 'CHOICE', choices }));
    expect(await change('Create', { name: 'Wide', attributes })).toMatchObject(
      invalid('attributes', 'TOO_LONG'),
    );
  });

  it('and a key that another product type has as something else', async () => {
    await addProductType(products, [{ key: 'weight-limit', name: 'Limit', type: 'NUMBER', unit: 'kg' }]);
    const limit = { key: 'weight-limit', name: 'Limit' };
    const where = 'attributes.1';
    expect(await made({ ...limit, type: 'TEXT' })).toMatchObject(invalid(`${where}.type`, 'INVALID_VALUE'));
    expect(await made({ ...limit, type: 'NUMBER', unit: 'lb' })).toMatchObject(
      invalid(`${where}.unit`, 'INVALID_VALUE'),
    );
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
  ] as const)('from %j altogether', async (viewer, code) => {
    const input = { name: 'Mine', attributes: [] };
    expect(await changeProductType(products, 'Create', input, viewer)).toEqual({ code });
  });
});

it('each change is in the trail, and is announced', async () => {
  const { id, slug } = await addProductType(products, [text]);
  await change('Update', { id, version: 1, name: 'Renamed', reason: 'It is better so.' });
  await change('Delete', { id, version: 2 });
  const entries = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT operation, reason, before, after FROM audit.entries WHERE target = $1 ORDER BY position',
    id,
  );
  expect(entries).toMatchObject([
    { operation: 'productTypeCreate', before: null, after: { slug, attributes: [{ key: 'note' }] } },
    { operation: 'productTypeUpdate', reason: 'It is better so.', after: { name: 'Renamed', version: 2 } },
    { operation: 'productTypeDelete', before: { name: 'Renamed' }, after: null },
  ]);
  const announced = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT FROM messaging.outbox WHERE type = 'catalog.product-types-changed.v1' AND key = $1`,
    id,
  );
  expect(announced).toHaveLength(3);
});

it('two who make the same slug at once get it once', async () => {
  const results = await Promise.all(
    Array.from({ length: 4 }, () => change('Create', { name: 'At once', slug: 'at-once', attributes: [] })),
  );
  expect(results.map(({ __typename: type }) => type).toSorted()).toEqual([
    'ProductTypeCreateSuccess',
    ...Array.from({ length: 3 }, () => 'SlugTakenError'),
  ]);
});
