import { randomUUID } from 'node:crypto';
import { rowsReadBy } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addBrand, changeBrand } from '../../test/brands.ts';
import { addCollection } from '../../test/collections.ts';
import { editor } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import type { Parts } from '../parts.ts';
import { brandsByNames } from './repository/brands.ts';
import { renameProducts } from './use-cases/rename-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60, env: { BRAND_SWEEP_SECONDS: '3600' } });
});
afterAll(() => products[Symbol.asyncDispose]());

const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);

interface Brand {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly version: number;
  readonly count: number;
}

/** Renames a brand whose products have the former name until `goOn`. */
async function rename(place: number, name: string): Promise<Brand> {
  const [brand] = await rows<Brand>(
    `SELECT b.id, b.name, b.slug, b.version, count(*)::int AS count FROM products p JOIN brands b ON b.name = p.brand
     WHERE p.status = 'PUBLISHED' GROUP BY b.id ORDER BY count(*) DESC, b.name OFFSET $1 LIMIT 1`,
    place,
  );
  if (brand === undefined) throw new Error('There are no brands');
  const { id, version } = brand;
  expect(await changeBrand(products, 'brandUpdate', { id, version, name })).toMatchObject({
    brand: { name },
  });
  return brand;
}

async function count(args: string, variables: object): Promise<number> {
  const { data, errors } = await products.graphql<{ products: { totalCount: number } }>(
    null,
    `query ($value: String!) { products(${args}, first: 0) { totalCount } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return data.products.totalCount;
}

const transact: Parts['messaging']['transact'] = (work) =>
  products.database.transaction((tx) => work(tx, () => undefined));
async function goOn(): Promise<void> {
  const { database } = products;
  const messaging = { ...({} as Parts['messaging']), transact };
  const round = () =>
    renameProducts({ database, messaging, newId: () => randomUUID(), now: () => new Date() });
  while (await round());
}

it('a filter finds all products of a brand that is being renamed, by its slug and by each name', async () => {
  const brand = await rename(0, 'Umbenannt');
  await rows(
    `UPDATE products SET brand = 'Umbenannt' WHERE id = (SELECT id FROM products WHERE brand = $1 AND status = 'PUBLISHED' ORDER BY id LIMIT 1)`,
    brand.name,
  );
  for (const value of [brand.slug, brand.name, 'Umbenannt'])
    expect(await count('filters: { brands: [$value] }', { value })).toBe(brand.count);
});

it('a filter by a name that is the slug of another brand finds the brand of that name', async () => {
  const [one] = await rows<{ slug: string; name: string }>(
    `SELECT b.slug, b.name FROM brands b JOIN products p ON p.brand = b.name WHERE p.status = 'PUBLISHED' AND b.slug <> b.name
     AND b.former_names = '{}' GROUP BY b.id ORDER BY b.name LIMIT 1`,
  );
  await rows('UPDATE brands SET slug = $1 WHERE name = $2', 'yclept', one?.name);
  await addBrand(products, { name: 'yclept' });
  expect(await count('filters: { brands: [$value] }', { value: 'yclept' })).toBe(0);
});

it('a rule that is written by a former name is of the brand from then on', async () => {
  const brand = await rename(1, 'Neu benannt');
  const { slug } = await addCollection(products, {
    name: 'By a former name',
    rule: { match: 'ALL', conditions: [{ brands: [brand.name] }] },
  });
  await goOn();
  const [found] = await rows<object>('SELECT rule FROM collections WHERE slug = $1', slug);
  expect(found).toMatchObject({ rule: { conditions: [{ brands: ['Neu benannt'] }] } });
});

it('boosts by two former names become one', async () => {
  const brand = await rename(2, 'Zweitens');
  await changeBrand(products, 'brandUpdate', { id: brand.id, version: brand.version + 1, name: 'Drittens' });
  await mutate(products, editor, {
    name: 'searchBoostsUpdate',
    input: {
      version: 0,
      boosts: [
        { kind: 'BRAND', value: brand.name, weight: 2 },
        { kind: 'TAG', value: 'sale', weight: 3 },
        { kind: 'BRAND', value: 'Zweitens', weight: 4 },
      ],
    },
    selection: '... on InvalidInputError { fields { path code } }',
  });
  await goOn();
  const [boosts] = await rows<object>(`SELECT entries FROM search_settings WHERE part = 'BOOSTS'`);
  expect(boosts).toEqual({
    entries: [
      { kind: 'BRAND', value: 'Drittens', weight: 2 },
      { kind: 'TAG', value: 'sale', weight: 3 },
    ],
  });
});

it('brands are found by the names of products without reading all', async () => {
  await rows(
    `INSERT INTO brands (id, slug, name) SELECT gen_random_uuid(), 'many-' || n, 'Many ' || n FROM generate_series(1, 3000) AS n`,
  );
  await products.sql.$executeRawUnsafe('ANALYZE brands');
  const read = await products.database.transaction((tx) =>
    rowsReadBy(tx, () => brandsByNames(tx, ['Many 7', 'Many 8'])),
  );
  expect(read('brands')).toBeLessThan(50);
});
