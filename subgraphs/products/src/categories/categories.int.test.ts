import { sampleId } from '@cartwright/sample-data';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCategory, changeCategory, type SeenCategory } from '../../test/category-tree.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ env: { NAME_SWEEP_SECONDS: '0.05' } });
});
afterAll(() => products[Symbol.asyncDispose]());

const change = (how: Parameters<typeof changeCategory>[1], input: object) =>
  changeCategory(products, how, input);
const add = (name: string, parent?: SeenCategory) => addCategory(products, name, parent?.id ?? null);
const ask = async <Data>(query: string, variables: object = {}) =>
  (await products.graphql<Data>(null, query, variables)).data;
const kindOf = ({ __typename: type }: object & { readonly __typename?: unknown }) => type;
const childrenOf = async (slug: string) =>
  (
    await ask<{ category: { children: { slug: string }[] } }>(
      'query ($slug: String!) { category(slug: $slug) { children { slug } } }',
      { slug },
    )
  ).category.children.map((child) => child.slug);
const found = async (query: string) =>
  (
    await ask<{ productSearch: { products: { totalCount: number } } }>(
      'query ($query: String) { productSearch(input: { query: $query, spelling: AS_TYPED }) { products { totalCount } } }',
      { query },
    )
  ).productSearch.products.totalCount;
const eventually = (query: string) => expect.poll(() => found(query), { timeout: 25_000 });
const categoryOf = async (slug: string) =>
  (
    await ask<{ category: SeenCategory | null }>(
      'query ($slug: String!) { category(slug: $slug) { id slug version } }',
      {
        slug,
      },
    )
  ).category;
/** A category that holds products. */
async function full() {
  const [row] = await products.sql.$queryRawUnsafe<(SeenCategory & { count: number })[]>(`
    SELECT c.id, c.slug, c.version, count(*)::int AS count FROM categories c JOIN products p ON p.category_id = c.id
    GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1`);
  if (row === undefined) throw new Error('There are no products');
  return row;
}

describe('a tree', () => {
  it('is made, read, put in order, moved and taken away', async () => {
    const top = await add('Garden & Öfen');
    expect(top).toMatchObject({ slug: 'garden-ofen', version: 1 });
    await add('Spades', top);
    await add('Rakes', top);
    const hoes = await change('Create', { name: 'Hoes', parentId: top.id, position: 1 });
    expect(hoes).toMatchObject({ category: { path: [{ slug: 'garden-ofen' }, { slug: 'hoes' }] } });
    expect(await childrenOf(top.slug)).toEqual(['spades', 'hoes', 'rakes']);
    const { id, version } = hoes['category'] as SeenCategory;
    const moved = await change('Move', { id, version, parentId: top.id, position: 0 });
    expect(moved).toMatchObject({ category: { version: 2 } });
    expect(await childrenOf(top.slug)).toEqual(['hoes', 'spades', 'rakes']);
    expect(await change('Move', { id, version: 2 })).toMatchObject({
      category: { path: [{ slug: 'hoes' }] },
    });
    expect(await change('Delete', { id, version: 3 })).toMatchObject({ categoryId: id, parent: null });
    expect(await ask('{ category(slug: "hoes") { id } }')).toEqual({ category: null });
  });

  it('has each slug once, and makes another of a name that comes again', async () => {
    const [one, two] = [await add('Lamps of old'), await add('Lamps of old')];
    expect([one.slug, two.slug]).toEqual(['lamps-of-old', 'lamps-of-old-2']);
    const taken = { __typename: 'SlugTakenError', slug: one.slug };
    expect(await change('Create', { name: 'Lamps', slug: one.slug })).toMatchObject(taken);
    expect(await change('Update', { id: two.id, version: 1, slug: one.slug })).toMatchObject(taken);
  });

  it('is not changed by who has not read what another one changed', async () => {
    const { id } = await add('Read by two');
    expect(await change('Update', { id, version: 1, description: 'By the first.' })).toMatchObject({
      category: { version: 2 },
    });
    for (const how of ['Update', 'Move', 'Delete'] as const) {
      expect(await change(how, { id, version: 1 })).toMatchObject({
        __typename: 'CategoryChangedError',
        category: { version: 2 },
      });
    }
  });

  it('does not count a change that changes nothing', async () => {
    const { id } = await add('As it is');
    expect(await change('Update', { id, version: 1, name: 'As it is', slug: null })).toMatchObject({
      category: { version: 1 },
    });
    const position = 1_000;
    expect(await change('Move', { id, version: 1, position })).toMatchObject({ category: { version: 1 } });
  });

  it('refuses what cannot be, and names the field', async () => {
    const { id } = await add('Here');
    const invalid = (path: string, code: string) => ({ fields: [{ path: [path], code }] });
    expect(await change('Create', { name: ' ' })).toMatchObject(invalid('name', 'REQUIRED'));
    expect(await change('Create', { name: '家具' })).toMatchObject(invalid('slug', 'REQUIRED'));
    expect(await change('Create', { name: 'a', slug: 'No Slug' })).toMatchObject(
      invalid('slug', 'INVALID_FORMAT'),
    );
    expect(await change('Move', { id, version: 1, position: -1 })).toMatchObject(
      invalid('position', 'OUT_OF_RANGE'),
    );
    for (const absent of [uuidv7(), 'not a uuid']) {
      const notFound = { __typename: 'CategoryNotFoundError', categoryId: absent };
      expect(await change('Create', { name: 'Below nothing', parentId: absent })).toMatchObject(notFound);
      expect(await change('Move', { id, version: 1, parentId: absent })).toMatchObject(notFound);
      expect(await change('Delete', { id: absent, version: 1 })).toMatchObject(notFound);
    }
  });

  it('has six levels at most, however a category comes there', async () => {
    let lowest = await add('Level 1');
    for (const level of [2, 3, 4, 5, 6]) lowest = await add(`Level ${level}`, lowest);
    const tooDeep = { fields: [{ path: ['parentId'], code: 'OUT_OF_RANGE' }] };
    expect(await change('Create', { name: 'Level 7', parentId: lowest.id })).toMatchObject(tooDeep);
    const { id, version } = await add('Elsewhere');
    expect(await change('Move', { id, version, parentId: lowest.id })).toMatchObject(tooDeep);
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
  ] as const)('is not changed by %j', async (viewer, code) => {
    expect(await changeCategory(products, 'Create', { name: 'Mine' }, viewer)).toEqual({ code });
  });
});

it('each change is in the trail, with what was before and after it, and is announced', async () => {
  const { id } = await add('In the trail');
  await change('Update', { id, version: 1, name: 'On the trail', reason: 'It is better so.' });
  await change('Update', { id, version: 1, name: 'Of nobody' });
  await change('Delete', { id, version: 2 });
  const state = { slug: 'in-the-trail', description: '', parentId: null };
  const [before, after] = [
    { ...state, name: 'In the trail', version: 1 },
    { ...state, name: 'On the trail', version: 2 },
  ];
  const entries = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT operation, reason, before, after FROM audit.entries WHERE target = $1 ORDER BY position',
    id,
  );
  expect(entries).toMatchObject([
    { operation: 'categoryCreate', before: null, after: before },
    { operation: 'categoryUpdate', before, after, reason: 'It is better so.' },
    { operation: 'categoryDelete', before: after, after: null },
  ]);
  const announced = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT FROM messaging.outbox WHERE type = 'catalog.categories-changed.v1' AND key = $1`,
    id,
  );
  // Once more where its products were through with the other name before it was deleted.
  expect([3, 4]).toContain(announced.length);
});

describe('only leaves hold products', () => {
  it('so that nothing is put below a category with some, nor is it deleted', async () => {
    const { id, version, count: productCount } = await full();
    const refused = { __typename: 'CategoryHoldsProductsError', productCount };
    expect(await change('Create', { name: 'Below', parentId: id })).toMatchObject(refused);
    const other = await add('To be moved');
    expect(await change('Move', { id: other.id, version: 1, parentId: id })).toMatchObject(refused);
    expect(await change('Delete', { id, version })).toMatchObject({ categoryCount: 0, productCount });
  });

  it('and no product is put into one that has categories below it', async () => {
    const top = await add('No leaf');
    await add('Leaf', top);
    const put = products.sql.$executeRawUnsafe(
      'UPDATE products SET category_id = $1 WHERE id = $2',
      top.id,
      sampleId('product', 0),
    );
    await expect(put).rejects.toThrow('can hold no products');
  });

  it('whichever comes first, a product or a category', async () => {
    const leaf = await add('Wanted by both');
    const put = Promise.withResolvers<undefined>();
    const done = Promise.withResolvers<undefined>();
    const putting = products.database.transaction(async (tx) => {
      await tx
        .updateTable('products')
        .set({ categoryId: leaf.id })
        .where('id', '=', sampleId('product', 1))
        .execute();
      put.resolve(undefined);
      await done.promise;
    });
    await put.promise;
    const below = change('Create', { name: 'Too late', parentId: leaf.id });
    await expect.poll(waitsForLock).toBe(true);
    done.resolve(undefined);
    await putting;
    expect(await below).toMatchObject({ __typename: 'CategoryHoldsProductsError', productCount: 1 });
  });
});

async function waitsForLock(): Promise<boolean> {
  const waiting = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

describe('two who change the tree at once', () => {
  it('make no cycle', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await add(`One ${round}`), await add(`Two ${round}`)];
      const results = await Promise.all([
        change('Move', { id: one.id, version: 1, parentId: two.id }),
        change('Move', { id: two.id, version: 1, parentId: one.id }),
      ]);
      expect(results.map(kindOf).toSorted()).toEqual(['CategoryCycleError', 'CategoryMoveSuccess']);
    }
  });

  it('have one slug once', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => change('Create', { name: 'Twins', slug: 'twins' })),
    );
    expect(results.map(kindOf).toSorted()).toEqual([
      'CategoryCreateSuccess',
      ...Array.from({ length: 4 }, () => 'SlugTakenError'),
    ]);
  });

  it('leave nothing below what is deleted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, slug } = await add(`Parent ${round}`);
      const [created, deleted] = await Promise.all([
        change('Create', { name: `Child ${round}`, parentId: id }),
        change('Delete', { id, version: 1 }),
      ]);
      const outcome = `${String(kindOf(created))} ${String(kindOf(deleted))}`;
      expect([
        'CategoryCreateSuccess CategoryNotEmptyError',
        'CategoryNotFoundError CategoryDeleteSuccess',
      ]).toContain(outcome);
      expect((await categoryOf(slug)) === null).toBe(kindOf(deleted) === 'CategoryDeleteSuccess');
    }
  });
});

describe('searches', () => {
  it('find products by the new name of a category, and no more by the old one', async () => {
    const leaf = await full();
    expect(await change('Update', { id: leaf.id, version: leaf.version, name: 'Zwieback' })).toMatchObject({
      category: { name: 'Zwieback' },
    });
    await eventually('zwieback').toBe(leaf.count);
    const renamed = await change('Update', { id: leaf.id, version: leaf.version + 1, name: 'Knaeckebrot' });
    expect(renamed).toMatchObject({ __typename: 'CategoryUpdateSuccess' });
    await eventually('knaeckebrot').toBe(leaf.count);
    expect(await found('zwieback')).toBe(0);
  });

  it('find them by what they are moved below, and no more by where they were', async () => {
    const leaf = await full();
    const [one, two] = [await add('Xylotheque'), await add('Quodlibet')];
    const moveTo = async (parentId: string) => {
      const { version } = await full();
      const moved = await change('Move', { id: leaf.id, version, parentId });
      expect(kindOf(moved)).toBe('CategoryMoveSuccess');
    };
    await moveTo(one.id);
    await eventually('xylotheque').toBe(leaf.count);
    await moveTo(two.id);
    await eventually('quodlibet').toBe(leaf.count);
    expect(await found('xylotheque')).toBe(0);
  });

  it('find them by their other keywords as before', async () => {
    const rest = () =>
      products.sql.$queryRawUnsafe<{ keywords: string }[]>(
        `SELECT regexp_replace(keywords, '^.*(Beheld|Seen)', '') AS keywords FROM products p
         WHERE category_id = $1::uuid ORDER BY id`,
        leaf.id,
      );
    const leaf = await full();
    await change('Update', { id: leaf.id, version: leaf.version, name: 'Beheld' });
    await eventually('beheld').toBe(leaf.count);
    const before = await rest();
    await change('Update', { id: leaf.id, version: leaf.version + 1, name: 'Seen' });
    await eventually('seen').toBeGreaterThanOrEqual(leaf.count);
    await expect.poll(() => found('beheld')).toBe(0);
    expect(await rest()).toEqual(before);
  });
});
