import { randomUUID } from 'node:crypto';
import type { Transaction } from '@cartwright/database';
import { createMessaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCategory, changeCategory } from '../../test/category-tree.ts';
import { addCollection, changeCollection } from '../../test/collections.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import type { Tables } from '../tables.ts';
import { publishes } from './events.ts';
import { followRules } from './use-cases/follow-rules.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60, replicas: 2, sweepSeconds: 0.1 });
});
afterAll(() => products[Symbol.asyncDispose]());

interface Row {
  readonly id: string;
  readonly brand: string;
  readonly categoryId: string;
}
const run = (text: string, ...values: unknown[]) => products.sql.$executeRawUnsafe(text, ...values);
const rows = <Result>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Result[]>(text, ...values);
const add = (name: string, condition: object, ...others: object[]) =>
  addCollection(products, { name, rule: { match: 'ALL', conditions: [condition, ...others] } });
const idsOf = async (slug: string): Promise<string[]> => {
  const { data } = await products.graphql<{ products: { nodes: { id: string }[] } }>(
    null,
    'query ($slug: String!) { products(collection: $slug, first: 100) { nodes { id } } }',
    { slug },
  );
  return data.products.nodes.map(({ id }) => id).toSorted();
};
/** Waits until a collection holds just the products for which a condition of SQL holds. */
const holds = (slug: string, condition: string): Promise<unknown> =>
  waitFor(async () => {
    const wanted = await rows<{ id: string }>(
      `SELECT p.id FROM products p WHERE status = 'PUBLISHED' AND ${condition} ORDER BY id`,
    );
    expect(await idsOf(slug)).toEqual(wanted.map(({ id }) => id).toSorted());
    return true;
  });
const one = async (condition = 'true'): Promise<Row> => {
  const [row] = await rows<Row>(
    `SELECT p.id, p.brand, p.category_id AS "categoryId" FROM products p
     WHERE status = 'PUBLISHED' AND ${condition} ORDER BY id LIMIT 1`,
  );
  if (row === undefined) throw new Error(`There is no product with ${condition}`);
  return row;
};
const priced = (condition: string) =>
  `EXISTS (SELECT FROM product_variants v JOIN variant_prices price ON price.variant_id = v.id
    WHERE v.product_id = p.id AND ${condition})`;

it('follows brands, tags and status, whoever writes', async () => {
  const { id, brand } = await one();
  const { id: collectionId, slug } = await add('Of a brand', { brands: [brand] }, { tags: ['chosen'] });
  const wanted = `brand = '${brand}' AND tags @> '{chosen}'`;
  await holds(slug, wanted);
  await run(`UPDATE products SET tags = tags || '{chosen}' WHERE id = $1`, id);
  await holds(slug, wanted);
  expect(await idsOf(slug)).toEqual([id]);
  await run(`UPDATE products SET status = 'ARCHIVED' WHERE id = $1`, id);
  await holds(slug, 'false');
  await waitFor(async () => {
    const of = 'SELECT FROM collection_products WHERE product_id = $1 AND collection_id = $2';
    expect(await rows(of, id, collectionId)).toEqual([]);
    return true;
  });
  await run(`UPDATE products SET status = 'PUBLISHED' WHERE id = $1`, id);
  await holds(slug, wanted);
  await run(`UPDATE products SET brand = 'Another' WHERE id = $1`, id);
  await holds(slug, 'false');
});

it('follows prices and reductions', async () => {
  const cheap = await add('Cheap', { price: { max: '20', currency: 'EUR' } });
  const reduced = await add('Reduced', { isReduced: true });
  const isCheap = priced(`currency = 'EUR' AND amount_minor <= 2000`);
  const isReduced = priced('compare_at_minor > amount_minor');
  await holds(cheap.slug, isCheap);
  await holds(reduced.slug, isReduced);
  const { id } = await one(`NOT ${isCheap} AND NOT ${isReduced}`);
  await run(
    `UPDATE variant_prices SET amount_minor = 1, compare_at_minor = 5 WHERE currency = 'EUR'
     AND variant_id IN (SELECT id FROM product_variants WHERE product_id = $1)`,
    id,
  );
  for (const { slug } of [cheap, reduced])
    await waitFor(async () => {
      expect(await idsOf(slug)).toContain(id);
      return true;
    });
  await holds(cheap.slug, isCheap);
  await holds(reduced.slug, isReduced);
});

it('follows stock and ratings', async () => {
  const rated = await add('Well rated', { minimumRating: 4 });
  const inStock = await add('In stock', { availableForSale: true });
  await holds(rated.slug, 'rating_average >= 4');
  await holds(inStock.slug, 'available_variants > 0');
  const { id } = await one('available_variants > 0 AND rating_average < 4');
  await run(
    'UPDATE products SET available_variants = 0, rating_sum = 50, rating_count = 10 WHERE id = $1',
    id,
  );
  await holds(rated.slug, 'rating_average >= 4');
  await holds(inStock.slug, 'available_variants > 0');
  expect(await idsOf(rated.slug)).toContain(id);
});

it('follows the category tree', async () => {
  const { categoryId } = await one();
  const above = await addCategory(products, 'Above');
  const { slug } = await add('Below', { categoryIds: [above.id] });
  await holds(slug, 'false');
  const [{ version } = { version: 0 }] = await rows<{ version: number }>(
    'SELECT version FROM categories WHERE id = $1',
    categoryId,
  );
  await changeCategory(products, 'Move', { id: categoryId, version, parentId: above.id });
  await holds(slug, `category_id = '${categoryId}'`);
  expect(await idsOf(slug)).not.toEqual([]);
});

it('lets go of what is not new any more, with nothing else changed', async () => {
  const { id } = await one();
  await run(
    `UPDATE products SET created_at = now() - '1 day'::interval + '3 seconds'::interval WHERE id = $1`,
    id,
  );
  const { slug } = await add('New', { newWithinDays: 1 });
  await waitFor(async () => {
    expect(await idsOf(slug)).toContain(id);
    return true;
  });
  await waitFor(async () => {
    expect(await idsOf(slug)).not.toContain(id);
    return true;
  });
});

it('follows another rule, and tells of it', async () => {
  const { brand } = await one();
  const { id, slug } = await add('Changing', { isReduced: true });
  await holds(slug, priced('compare_at_minor > amount_minor'));
  const rule = { match: 'ANY', conditions: [{ brands: [brand] }] };
  expect(await changeCollection(products, 'collectionUpdate', { id, version: 1, rule })).toMatchObject({
    collection: { isBehind: true, version: 2, rule: { match: 'ANY', conditions: [{ brands: [brand] }] } },
  });
  await holds(slug, `brand = '${brand}'`);
  const told = await rows(
    `SELECT FROM messaging.outbox WHERE type = 'catalog.collection-changed.v1' AND key = $1`,
    id,
  );
  expect(told.length).toBeGreaterThanOrEqual(4);
});

it('looks at all products in parts, beginning anew where the rule is another meanwhile', async () => {
  await using own = await startTestProducts({ products: 60 });
  const { database, databaseUrl } = own;
  const logger = createLogger({ name: 'products', level: 'silent' });
  const natsUrl = 'nats://127.0.0.1:9';
  const messaging = createMessaging<Transaction<Tables>>({
    ...{ domain: 'products', database, databaseUrl, natsUrl, logger, publishes, consumes: [] },
  });
  const part = () => followRules({ database, messaging, newId: randomUUID }, 7);
  const toEnd = async (): Promise<number> => {
    let parts = 0;
    while (await part()) parts += 1;
    return parts;
  };
  const state = async () => {
    const [row] = await own.sql.$queryRawUnsafe<{ members: number; is_behind: boolean }[]>(
      `SELECT is_behind, (SELECT count(*)::int FROM collection_products WHERE collection_id = id) AS members
       FROM collections WHERE slug = 'everything'`,
    );
    return row;
  };
  await toEnd();
  const rule = (condition: object) => ({ match: 'ALL', conditions: [condition] });
  const { id } = await addCollection(own, { name: 'Everything', rule: rule({ price: { max: '1' } }) });
  await part();
  await part();
  expect(await state()).toEqual({ is_behind: true, members: 0 });
  await changeCollection(own, 'collectionUpdate', { id, version: 1, rule: rule({ price: { min: '0.01' } }) });
  await part();
  expect(await state()).toEqual({ is_behind: true, members: 7 });
  expect(await toEnd()).toBe(8);
  expect(await state()).toEqual({ is_behind: false, members: 60 });
});

it('is not disturbed by a hundred changes at once', async () => {
  const { slug } = await add('Tagged', { tags: ['quick'] });
  await holds(slug, 'false');
  const all = await rows<{ id: string }>('SELECT id FROM products');
  const change = (id: string, tags: string) =>
    run('UPDATE products SET tags = $2::text[] WHERE id = $1', id, tags);
  await Promise.all(
    all.flatMap(({ id }, place) => [
      change(id, '{quick}'),
      ...(place % 2 === 0 ? [] : [change(id, '{slow}')]),
    ]),
  );
  await holds(slug, `tags @> '{quick}'`);
});
