import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCollection, changeCollection, type SeenCollection } from '../../test/collections.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
let ids: string[];
beforeAll(async () => {
  products = await startTestProducts({ products: 60 });
  ids = (
    await products.sql.$queryRawUnsafe<{ id: string }[]>('SELECT id FROM products ORDER BY id LIMIT 12')
  ).map(({ id }) => id);
});
afterAll(() => products[Symbol.asyncDispose]());

const change = (name: string, input: object) => changeCollection(products, name, input);
const add = (name: string, others: object = {}) => addCollection(products, { name, ...others });
const some = (...places: number[]) => places.map((place) => ids[place] ?? '');
const ask = async <Data>(query: string, variables: object = {}) => {
  const { data, errors } = await products.graphql<Data>(null, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
interface List {
  readonly nodes: readonly { readonly id: string }[];
  readonly totalCount: number;
}
const listed = async (slug: string, args = ''): Promise<string[]> =>
  (
    await ask<{ collection: { products: List } }>(
      `query ($slug: String!) { collection(slug: $slug) { products(first: 100 ${args}) { nodes { id } totalCount } } }`,
      { slug },
    )
  ).collection.products.nodes.map(({ id }) => id);
const seen = (slug: string) =>
  ask<{ collection: SeenCollection | null }>(
    'query ($slug: String!) { collection(slug: $slug) { id slug } }',
    {
      slug,
    },
  );

describe('a collection', () => {
  it('is made, read, changed and taken away', async () => {
    const made = await change('collectionCreate', { name: 'Sommer & Süden', description: 'For warm days.' });
    expect(made).toMatchObject({
      collection: {
        slug: 'sommer-suden',
        version: 1,
        rule: null,
        isBehind: false,
        seo: { title: 'Sommer & Süden', description: 'For warm days.' },
      },
    });
    const { id } = made['collection'] as SeenCollection;
    expect(
      await change('collectionUpdate', { id, version: 1, slug: 'summer', seo: { title: 'Summer wares' } }),
    ).toMatchObject({
      collection: {
        slug: 'summer',
        version: 2,
        seo: { title: 'Summer wares', description: 'For warm days.' },
      },
    });
    expect((await seen('summer')).collection).toMatchObject({ id });
    expect(await change('collectionUpdate', { id, version: 1, name: 'Late' })).toMatchObject({
      __typename: 'CollectionChangedError',
      collection: { version: 2 },
    });
    expect(await change('collectionUpdate', { id, version: 2, slug: 'summer' })).toMatchObject({
      collection: { version: 2 },
    });
    expect(await change('collectionDelete', { id, version: 2 })).toMatchObject({ collectionId: id });
    expect((await seen('summer')).collection).toBeNull();
  });

  it('has a slug of its own', async () => {
    const [one, two] = [await add('Presents'), await add('Presents')];
    expect([one.slug, two.slug]).toEqual(['presents', 'presents-2']);
    const taken = { __typename: 'SlugTakenError', slug: 'presents' };
    expect(await change('collectionCreate', { name: 'Mine', slug: 'presents' })).toMatchObject(taken);
    expect(await change('collectionUpdate', { id: two.id, version: 1, slug: 'presents' })).toMatchObject(
      taken,
    );
    const both = await Promise.all([add('At once'), add('At once')]);
    expect(both.map(({ slug }) => slug).toSorted()).toEqual(['at-once', 'at-once-2']);
  });

  it('is seen by shoppers while it is shown, whichever way they look', async () => {
    const { id, slug, version } = await add('Hidden', { isShown: false });
    await change('collectionProductsAdd', { id, productIds: some(0) });
    const looks = `query ($id: ID!, $slug: String!, $product: ID!) {
      one: collection(slug: $slug) { id } other: collection(id: $id) { id } collections(first: 100) { nodes { id } }
      product(id: $product) { collections { id } }
      _entities(representations: [{ __typename: "Collection", id: $id }]) { ... on Collection { id } } }`;
    const look = () => ask<Record<string, unknown>>(looks, { id, slug, product: ids[0] });
    expect(JSON.stringify(await look())).not.toContain(id);
    const { errors } = await products.graphql(null, '{ products(collection: "hidden") { nodes { id } } }');
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    await change('collectionUpdate', { id, version, isShown: true });
    expect(Object.values(await look()).filter((place) => JSON.stringify(place).includes(id))).toHaveLength(5);
    expect(await ask('{ products(collection: "hidden") { nodes { id } } }')).toEqual({
      products: { nodes: [{ id: ids[0] }] },
    });
  });

  it('refuses what cannot be, and names the field', async () => {
    const faulty = async (input: object, path: string[], code: string) =>
      expect(await change('collectionCreate', { name: 'Faulty', ...input })).toMatchObject({
        fields: [{ path, code }],
      });
    const rule = (condition: object) => ({ rule: { match: 'ALL', conditions: [condition] } });
    const at = (...path: string[]) => ['rule', 'conditions', '0', ...path];
    await faulty({ name: ' ' }, ['name'], 'REQUIRED');
    await faulty({ slug: 'No Slug' }, ['slug'], 'INVALID_FORMAT');
    await faulty({ rule: { match: 'ALL', conditions: [] } }, ['rule', 'conditions'], 'TOO_SHORT');
    await faulty(rule({}), at(), 'INVALID_VALUE');
    await faulty(rule({ brands: ['A'], tags: ['b'] }), at(), 'INVALID_VALUE');
    await faulty(rule({ brands: [] }), at('brands'), 'TOO_SHORT');
    await faulty(rule({ categoryIds: ['mugs'] }), at('categoryIds', '0'), 'INVALID_FORMAT');
    await faulty(rule({ price: { min: '9', max: '8' } }), at('price', 'max'), 'OUT_OF_RANGE');
    await faulty(rule({ price: {} }), at('price', 'min'), 'OUT_OF_RANGE');
    await faulty(rule({ minimumRating: 5.5 }), at('minimumRating'), 'OUT_OF_RANGE');
    await faulty(rule({ newWithinDays: 0 }), at('newWithinDays'), 'OUT_OF_RANGE');
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
  ] as const)('is not changed by %j', async (viewer, code) => {
    expect(await changeCollection(products, 'collectionCreate', { name: 'Mine' }, viewer)).toEqual({ code });
  });
});

describe('a collection that is put together by hand', () => {
  it('has its products in the order of the staff', async () => {
    const { id, slug } = await add('By hand');
    const arrange = (how: string, productIds: string[], position?: number) =>
      change(`collectionProducts${how}`, { id, productIds, position });
    await arrange('Add', some(0, 1, 2));
    await arrange('Add', some(3, 1, 3), 1);
    expect(await listed(slug)).toEqual(some(0, 3, 1, 2));
    await arrange('Move', some(2, 0, 9), 1);
    expect(await listed(slug)).toEqual(some(3, 2, 0, 1));
    await arrange('Remove', some(2, 9));
    expect(await listed(slug)).toEqual(some(3, 0, 1));
    expect(await listed(slug, 'sort: NAME')).toHaveLength(3);
    expect(await listed(slug, 'filters: { availableForSale: true }, sort: MANUAL')).toEqual(
      (await listed(slug)).filter((one) => some(3, 0, 1).includes(one)),
    );
  });

  it('keeps each of what several add at the same time', async () => {
    const { id, slug } = await add('By many hands');
    await Promise.all(ids.map((one) => change('collectionProductsAdd', { id, productIds: [one] })));
    expect((await listed(slug)).toSorted()).toEqual(ids.toSorted());
  });

  it.each(['MANUAL', 'NEWEST', 'PRICE_ASC'])('is read page by page, %s', async (sort) => {
    const { id, slug } = await add(`In pages ${sort}`);
    await change('collectionProductsAdd', { id, productIds: ids });
    const query = `query ($slug: String!, ${bothWays.variables}) { collection(slug: $slug) {
      products(sort: ${sort}, ${bothWays.pageArguments}) { nodes { id } ${bothWays.pageInfo} } } }`;
    const walked = await walkBothWays(async (page) => {
      const variables = { slug, ...page };
      const { collection } = await ask<{ collection: { products: SeenPageBothWays<{ id: string }> } }>(
        query,
        variables,
      );
      return collection.products;
    }, 5);
    expect(walked.map((one) => one.id).toSorted()).toEqual(ids.toSorted());
  });

  it('shows what is published', async () => {
    const { id, slug } = await add('Not published');
    await change('collectionProductsAdd', { id, productIds: some(10, 11) });
    await products.sql.$executeRawUnsafe(
      `UPDATE products SET status = 'DRAFT' WHERE id = '${ids[10] ?? ''}'`,
    );
    expect(await listed(slug)).toEqual(some(11));
    expect(await listed(slug, 'sort: NEWEST')).toEqual(some(11));
    await products.sql.$executeRawUnsafe(
      `UPDATE products SET status = 'PUBLISHED' WHERE id = '${ids[10] ?? ''}'`,
    );
    expect(await listed(slug)).toEqual(some(10, 11));
  });

  it('takes no product that there is not, and no rule', async () => {
    const { id } = await add('Only what is there');
    const absent = uuidv7();
    expect(await change('collectionProductsAdd', { id, productIds: [ids[0], absent] })).toMatchObject({
      __typename: 'ProductNotFoundError',
      productId: absent,
    });
    expect(await change('collectionProductsAdd', { id, productIds: [] })).toMatchObject({
      fields: [{ path: ['productIds'], code: 'TOO_SHORT' }],
    });
    const rule = { match: 'ANY', conditions: [{ isReduced: true }] };
    expect(await change('collectionUpdate', { id, version: 1, rule })).toMatchObject({
      fields: [{ path: ['rule'], code: 'INVALID_VALUE' }],
    });
    const ruled = await add('By rule', { rule });
    for (const how of ['Add', 'Remove', 'Move'])
      expect(await change(`collectionProducts${how}`, { id: ruled.id, productIds: some(0) })).toMatchObject({
        __typename: 'CollectionHasRuleError',
        collectionId: ruled.id,
      });
  });
});

it('each change is in the trail, with what was before and after it, and is announced', async () => {
  const { id } = await add('In the trail');
  await change('collectionProductsAdd', { id, productIds: some(4), reason: 'It fits.' });
  await change('collectionProductsAdd', { id, productIds: some(4) });
  await change('collectionDelete', { id, version: 1 });
  const told = await products.sql.$queryRawUnsafe<unknown[]>(
    `SELECT FROM messaging.outbox WHERE type = 'catalog.collection-changed.v1' AND key = $1`,
    id,
  );
  expect(told).toHaveLength(3);
  const entries = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT operation, reason, before, after FROM audit.entries WHERE target = $1 ORDER BY position',
    id,
  );
  const product = ids[4] ?? '';
  expect(entries).toMatchObject([
    { operation: 'collectionCreate', before: null },
    {
      operation: 'collectionProductsAdd',
      reason: 'It fits.',
      before: { [product]: null },
      after: { [product]: 0 },
    },
    { operation: 'collectionDelete', after: null },
  ]);
});
