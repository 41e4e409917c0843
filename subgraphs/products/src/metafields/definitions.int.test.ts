import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 4 });
});
beforeEach(() => products.sql.$executeRawUnsafe('DELETE FROM metafield_definitions'));
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const ofOrders: TestViewer = { id: uuidv7(), role: 'STAFF', permissions: ['ORDERS_READ'] };
const degrees = {
  ...{ ownerType: 'PRODUCT', namespace: 'care', key: 'degrees', type: 'INTEGER' },
  ...{ name: 'Degrees', visibility: 'PUBLIC', minimum: '20', maximum: '95' },
};
const shown = 'id version ownerType namespace key type name visibility minimum maximum choices minLength';

interface Outcome {
  readonly __typename: string;
  readonly metafieldDefinition?: { readonly id: string; readonly version: number } | null;
}

const define = async (input: object, viewer: TestViewer | null = staff) =>
  (await mutate(products, viewer, {
    name: 'catalogueMetafieldDefinitionSet',
    input: { ...degrees, ...input },
    selection: `... on CatalogueMetafieldDefinitionSetSuccess { metafieldDefinition { ${shown} } }
      ... on MetafieldDefinitionChangedError { current { version } }
      ... on TooManyMetafieldDefinitionsError { limit } ... on InvalidInputError { fields { path code } }`,
  })) as unknown as Outcome;

const forget = (id: string, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'catalogueMetafieldDefinitionDelete',
    input: { id },
    selection: '... on CatalogueMetafieldDefinitionDeleteSuccess { metafieldDefinitionId }',
  });

const set = (
  metafields: readonly object[],
  ownerType = 'PRODUCT',
  kind = 'product' as 'product' | 'variant',
) =>
  mutate(products, staff, {
    name: 'catalogueMetafieldsSet',
    input: { ownerType, ownerId: sampleId(kind, 1), metafields },
    selection: `... on CatalogueMetafieldsSetSuccess { metafields { key value visibility } }
      ... on InvalidInputError { fields { path code } }`,
  });
const value = (given: string, more: object = {}) => {
  return { namespace: 'care', key: 'degrees', type: 'INTEGER', value: given, ...more };
};

const list = async (args: string, viewer: TestViewer | null = staff) => {
  const { data } = await products.graphql<{
    list: { nodes: { key: string }[]; totalCount: number } | null;
  }>(viewer, `{ list: catalogueMetafieldDefinitions${args} { nodes { key } totalCount } }`);
  return data.list;
};

describe('what is laid down', () => {
  it('holds for what is set from then on, of owners of its kind', async () => {
    expect(await set([value('10')])).toMatchObject({ metafields: [{ value: '10', visibility: 'PRIVATE' }] });
    expect(await define({})).toMatchObject({ metafieldDefinition: { ...degrees, version: 1, choices: [] } });
    for (const [given, field] of [
      [value('10'), 'value'],
      [value('96'), 'value'],
      [value('30', { type: 'DECIMAL' }), 'type'],
      [value('30', { visibility: 'PRIVATE' }), 'visibility'],
    ] as const) {
      const other = value('x', { key: 'other', type: 'SINGLE_LINE_TEXT' });
      expect(await set([other, given])).toMatchObject({ fields: [{ path: ['metafields', '1', field] }] });
    }
    expect(await set([value('30')])).toMatchObject({ metafields: [{ value: '30', visibility: 'PUBLIC' }] });
    expect(await set([value('96')], 'PRODUCT_VARIANT', 'variant')).toMatchObject({
      metafields: [{ value: '96' }],
    });
  });

  it('is forgotten, and values stay', async () => {
    const id = (await define({})).metafieldDefinition?.id ?? '';
    await set([value('40')]);
    expect(await forget(id)).toMatchObject({ metafieldDefinitionId: id });
    expect(await forget(id)).toMatchObject({ __typename: 'MetafieldDefinitionNotFoundError' });
    expect(await forget('x')).toMatchObject({ __typename: 'MetafieldDefinitionNotFoundError' });
    expect(await set([])).toMatchObject({ metafields: [{ value: '40' }] });
    expect(await set([value('99')])).toMatchObject({ metafields: [{ value: '99' }] });
  });

  it('is changed by whoever has read it last, and keeps its type', async () => {
    const { metafieldDefinition } = await define({});
    expect(await define({ maximum: '60' })).toMatchObject({
      __typename: 'MetafieldDefinitionChangedError',
      current: { version: 1 },
    });
    expect(await define({ version: 1, maximum: '60', choices: ['30', '40'] })).toMatchObject({
      metafieldDefinition: { id: metafieldDefinition?.id, version: 2, maximum: '60', choices: ['30', '40'] },
    });
    expect(await define({ version: 2, maximum: '60', choices: ['30', '40'] })).toMatchObject({
      metafieldDefinition: { version: 2 },
    });
    expect(await define({ version: 2, type: 'DECIMAL' })).toMatchObject({ fields: [{ path: ['type'] }] });
    expect(await define({ version: 1, key: 'never' })).toMatchObject({ current: null });
    expect(await set([value('50')])).toMatchObject({ fields: [{ code: 'INVALID_VALUE' }] });
  });

  it('of two at the same time is what the first one said', async () => {
    const outcomes = await Promise.all(['One', 'Other'].map((name) => define({ name })));
    const names = outcomes.map(({ __typename }) => __typename).toSorted();
    expect(names).toEqual(['CatalogueMetafieldDefinitionSetSuccess', 'MetafieldDefinitionChangedError']);
    expect(await list('')).toMatchObject({ totalCount: 1 });
  });

  it('is recorded once it is different, and is for staff alone who keep the catalogue', async () => {
    for (const viewer of [null, ofOrders]) {
      expect(await define({}, viewer)).not.toHaveProperty('metafieldDefinition');
      expect(await forget(uuidv7(), viewer)).not.toHaveProperty('metafieldDefinitionId');
      expect(await list('', viewer)).toBeNull();
    }
    const id = (await define({ reason: 'For labels.' })).metafieldDefinition?.id;
    await define({ version: 1 });
    const entries = await products.sql.$queryRawUnsafe<object[]>(
      'SELECT reason, after FROM audit.entries WHERE target = $1',
      id,
    );
    expect(entries).toMatchObject([
      { reason: 'For labels.', after: { name: 'care.degrees', maximum: '95' } },
    ]);
  });

  it('is refused with the place of what is wrong', async () => {
    expect(await define({ minimum: '1.5' })).toMatchObject({ fields: [{ path: ['minimum'] }] });
    expect(await define({ minLength: 1 })).toMatchObject({ fields: [{ path: ['minLength'] }] });
    expect(await define({ name: 'a\0' })).toMatchObject({ fields: [{ path: ['name'] }] });
  });

  it('has its limit for each kind of owner', async () => {
    await products.sql.$executeRawUnsafe(
      `INSERT INTO metafield_definitions SELECT gen_random_uuid(), 'PRODUCT', 'many', 'k' || n, 'INTEGER', 'K', NULL,
        'PUBLIC', NULL, NULL, NULL, NULL, '{}', 1, now() FROM generate_series(1, 200) AS n`,
    );
    expect(await define({})).toMatchObject({ limit: 200 });
    expect(await define({ ownerType: 'CATEGORY' })).toMatchObject({ metafieldDefinition: { version: 1 } });
  });
});

it('are listed the latest first, of some owners and of a namespace', async () => {
  for (const [key, more] of [
    ['a', {}],
    ['b', { ownerType: 'CATEGORY' }],
    ['c', { namespace: 'erp' }],
  ] as const)
    await define({ key, ...more });
  const keys = async (args: string) => (await list(args))?.nodes.map(({ key }) => key);
  expect(await keys('')).toEqual(['c', 'b', 'a']);
  expect(await keys('(first: 1)')).toEqual(['c']);
  expect(await keys('(filters: { ownerType: [PRODUCT, COLLECTION] })')).toEqual(['c', 'a']);
  expect(await keys('(filters: { ownerType: [], namespace: "care" })')).toEqual(['b', 'a']);
  expect(await keys('(filters: { namespace: "none" })')).toEqual([]);
});
