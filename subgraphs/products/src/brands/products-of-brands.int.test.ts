import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addBrand, changeBrand } from '../../test/brands.ts';
import { addCategory } from '../../test/category-tree.ts';
import { addCollection } from '../../test/collections.ts';
import { editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  products = await startTestProducts({ products: 450, replicas: 2, sweepSeconds: 0.1 });
  ({ id: categoryId } = await addCategory(products, 'Things of brands'));
});
afterAll(() => products[Symbol.asyncDispose]());

const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);
const ask = async <Data>(query: string, variables: object = {}) => {
  const { data, errors } = await products.graphql<Data>(null, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const make = (brand: object) =>
  editProduct(products, 'productCreate', {
    ...{ name: `Thing ${randomUUID()}`, categoryId, ...brand },
    variants: [{ sku: randomUUID(), prices: [eur('5.00')], stock: 1 }],
  });
const made = async (brand: string) =>
  (await make({ brand }))['product'] as MadeProduct & { readonly brand: string };
const named = (name: string) =>
  rows<{ id: string; name: string; slug: string; version: number }>(
    'SELECT id, name, slug, version FROM brands WHERE name_key = brand_key($1)',
    name,
  );

it('are of the brand that there is, whatever the case, or of a new one', async () => {
  await addBrand(products, { name: 'Seeker' });
  expect(await made('  sEEKER ')).toMatchObject({ brand: 'Seeker' });
  expect(await made('Wholly & New')).toMatchObject({ brand: 'Wholly & New' });
  const [brand] = await named('wholly & new');
  expect(brand).toMatchObject({ name: 'Wholly & New', slug: 'wholly-new', version: 1 });
  const entries = await rows<object>(
    'SELECT operation, before FROM audit.entries WHERE target = $1',
    brand?.id,
  );
  expect(entries).toEqual([{ operation: 'brandCreate', before: null }]);
  const told = await rows<object>(
    `SELECT FROM messaging.outbox WHERE type = 'catalog.brand-changed.v1' AND key = $1`,
    brand?.id,
  );
  expect(told).toHaveLength(1);
});

it('are given their brand by its id', async () => {
  const { id: brandId } = await addBrand(products, { name: 'By id' });
  const { product } = await make({ brandId });
  expect(product).toMatchObject({ brand: 'By id' });
  const { id, publication } = await made('Before');
  const input = { id, version: publication.version, brandId };
  expect(await editProduct(products, 'productUpdate', input)).toMatchObject({ product: { brand: 'By id' } });
  const faulty = async (brand: object, path: string, code: string) =>
    expect(await make(brand)).toMatchObject({ fields: [{ path: [path], code }] });
  await faulty({ brandId: randomUUID() }, 'brandId', 'INVALID_VALUE');
  await faulty({ brandId: 'none' }, 'brandId', 'INVALID_VALUE');
  await faulty({ brandId, brand: 'By id' }, 'brandId', 'INVALID_VALUE');
  await faulty({}, 'brand', 'REQUIRED');
  await faulty({ brand: '' }, 'brand', 'REQUIRED');
  expect(
    await editProduct(products, 'productUpdate', { ...input, version: 2, brandId: randomUUID() }),
  ).toMatchObject({ fields: [{ path: ['brandId'] }] });
});

it('make one brand together, whoever writes and however', async () => {
  const [one, two] = [await made('Old'), await made('Old')];
  const spellings = ['Höhle', 'HÖHLE', ' höhle', 'Höhle '];
  await Promise.all([
    ...spellings.map((brand) => make({ brand })),
    ...[one, two].map(({ id }) => rows(`UPDATE products SET brand = 'hÖHLE' WHERE id = $1::uuid`, id)),
    changeBrand(products, 'brandCreate', { name: 'höHLE' }),
  ]);
  const brands = await named('höhle');
  expect(brands).toMatchObject([{ slug: 'hohle' }]);
  const others = await rows<{ brand: string }>(
    `SELECT DISTINCT brand FROM products WHERE brand_key(brand) = brand_key('höhle')`,
  );
  expect(others).toEqual([{ brand: brands[0]?.name }]);
  expect(await named('HOHLE!')).toEqual([]);
  await rows(`UPDATE products SET brand = 'Hohle!' WHERE id = $1::uuid`, one.id);
  expect(await named('hohle!')).toMatchObject([{ slug: 'hohle-2' }]);
});

it('get the new name of their brand, and are found by it', async () => {
  const [most] = await rows<{ brand: string; count: number; slug: string }>(
    `SELECT p.brand, count(*)::int, min(b.slug) AS slug FROM products p JOIN brands b ON b.name = p.brand
     WHERE p.status = 'PUBLISHED' GROUP BY p.brand ORDER BY 2 DESC, 1 LIMIT 1`,
  );
  if (most === undefined) throw new Error('There are no brands');
  const { slug: collection } = await addCollection(products, {
    name: 'Of the brand',
    rule: { match: 'ALL', conditions: [{ brands: [most.brand] }] },
  });
  await mutate(products, editor, {
    name: 'searchBoostsUpdate',
    input: { version: 0, boosts: [{ kind: 'BRAND', value: most.brand, weight: 2 }] },
    selection: '... on InvalidInputError { fields { path code } }',
  });
  const look = `query ($slug: String!, $collection: String!, $name: String!) {
    brand(slug: $slug) { name products(first: 0) { totalCount } }
    bySlug: products(filters: { brands: [$slug] }, first: 0) { totalCount }
    byName: products(filters: { brands: [$name] }, first: 0) { totalCount }
    collection: products(collection: $collection, first: 0) { totalCount }
    found: productSearch(input: { query: "Zwiebelmuster", first: 1 }) {
      products { totalCount nodes { brand brandDetails { slug } } }
      facets { code values { value brand { slug } } } } }`;
  interface Look {
    readonly brand: { readonly name: string; readonly products: { readonly totalCount: number } };
    readonly found: {
      readonly facets: readonly { readonly code: string; readonly values: readonly object[] }[];
    };
  }
  const seen = (name: string) => ask<Look>(look, { slug: most.slug, collection, name });
  const counts = { totalCount: most.count };
  await waitFor(async () => {
    const { found, ...listed } = await seen(most.brand);
    expect(found.facets).toEqual([]);
    expect(listed).toEqual({
      brand: { name: most.brand, products: counts },
      bySlug: counts,
      byName: counts,
      collection: counts,
    });
    return true;
  });
  const [{ id, version } = { id: '', version: 0 }] = await named(most.brand);
  const name = 'Zwiebelmuster';
  expect(await changeBrand(products, 'brandUpdate', { id, version, name })).toMatchObject({
    brand: { name },
  });
  expect((await seen(name)).brand).toEqual({ name, products: counts });
  await waitFor(async () => {
    const { found, ...listed } = await seen(name);
    expect(listed).toEqual({
      brand: { name, products: counts },
      bySlug: counts,
      byName: counts,
      collection: counts,
    });
    expect(found).toMatchObject({
      products: { totalCount: most.count, nodes: [{ brand: name, brandDetails: { slug: most.slug } }] },
    });
    const ofBrands = found.facets.find(({ code }) => code === 'brand');
    expect(ofBrands?.values).toEqual([{ value: name, brand: { slug: most.slug } }]);
    expect(await rows('SELECT former_names FROM brands WHERE id = $1::uuid', id)).toEqual([
      { former_names: [] },
    ]);
    return true;
  });
  const [rule] = await rows<{ rule: object }>('SELECT rule FROM collections WHERE slug = $1', collection);
  expect(rule?.rule).toMatchObject({ conditions: [{ brands: [name] }] });
  const [boosts] = await rows<object>(`SELECT entries FROM search_settings WHERE part = 'BOOSTS'`);
  expect(boosts).toEqual({ entries: [{ kind: 'BRAND', value: name, weight: 2 }] });
  const told = await rows<object>(
    `SELECT DISTINCT key FROM messaging.outbox o JOIN products p ON o.key = p.id::text
     WHERE o.type = 'catalog.product-changed.v1' AND p.brand = $1`,
    name,
  );
  expect(told).toHaveLength(most.count);
  expect(await made(most.brand)).toMatchObject({ brand: most.brand });
});

it('keep a brand from being deleted', async () => {
  const { id: productId } = await made('In use');
  const [{ id, version } = { id: '', version: 0 }] = await named('In use');
  expect(await changeBrand(products, 'brandDelete', { id, version })).toMatchObject({
    __typename: 'BrandInUseError',
    productCount: 1,
  });
  await rows(`UPDATE products SET brand = 'Elsewhere' WHERE id = $1::uuid`, productId);
  const raced = await Promise.all([changeBrand(products, 'brandDelete', { id, version }), made('in USE')]);
  expect(raced[1]).toHaveProperty('brand');
  const [brand] = await rows<object>(
    'SELECT b.name FROM brands b JOIN products p ON p.brand = b.name WHERE p.id = $1::uuid',
    raced[1].id,
  );
  expect(brand).toEqual({ name: raced[1].brand });
});

it('that were there before brands had pages are of theirs, spelled by its name', async () => {
  const [one, two, three] = [await made('A'), await made('A'), await made('A')];
  await products.sql.transaction(async (tx) => {
    await tx.$executeRawUnsafe('ALTER TABLE products DISABLE TRIGGER products_brand_held');
    const spell = (brand: string, { id }: MadeProduct) =>
      tx.$executeRawUnsafe('UPDATE products SET brand = $1 WHERE id = $2::uuid', brand, id);
    await spell('Altbestand', one);
    await spell('Altbestand', two);
    await spell('ALTBESTAND ', three);
    await tx.$executeRawUnsafe('ALTER TABLE products ENABLE TRIGGER products_brand_held');
  });

  const file = '../../../../prisma/products/migrations/20270101000002_brands_that_there_are/migration.sql';

  await products.sql.$executeRawUnsafe(await readFile(new URL(file, import.meta.url), 'utf8'));
  await waitFor(async () => {
    expect(
      await rows(`SELECT brand, count(*)::int FROM products WHERE brand ILIKE 'altbestand%' GROUP BY brand`),
    ).toEqual([{ brand: 'Altbestand', count: 3 }]);
    return true;
  });
  expect(await named('Altbestand')).toHaveLength(1);
});
