import { randomUUID } from 'node:crypto';
import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addBrand, changeBrand, type SeenBrand } from '../../test/brands.ts';
import { addCategory } from '../../test/category-tree.ts';
import { addCollection, changeCollection } from '../../test/collections.ts';
import { editor, editProduct, eur, type MadeProduct } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile } from '../../test/transfers.ts';
import { upload } from '../../test/uploads.ts';
import type { Parts } from '../parts.ts';
import { renameProducts } from './use-cases/rename-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let categoryId: string;
/** Products keep the names of their brands until `goOn`. */
beforeAll(async () => {
  const env = { BRAND_SWEEP_SECONDS: '3600', MEDIA_DIR: stack.use(temporaryDirectory('merging')).path };
  products = stack.use(await startTestProducts({ products: 20, sweepSeconds: 0.1, env }));
  ({ id: categoryId } = await addCategory(products, 'Things of merged brands'));
});
afterAll(() => stack.disposeAsync());

const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);
const ask = async <Data>(query: string, variables: object = {}) => {
  const { data, errors } = await products.graphql<Data>(null, query, variables);
  expect(errors).toBeUndefined();
  return data;
};

/** A product that shoppers see. */
async function make(brand: string): Promise<string> {
  const variants = [{ sku: randomUUID(), prices: [eur('5.00')], stock: 1 }];
  const input = { name: `Thing ${randomUUID()}`, categoryId, brand, variants };
  const { id } = (await editProduct(products, 'productCreate', input))['product'] as MadeProduct;
  const status = { id, version: 1, status: 'PUBLISHED' };
  await mutate(products, editor, { name: 'productStatusUpdate', input: status, selection: '' });
  return id;
}

const merge = (from: SeenBrand, into: SeenBrand, input: object = {}) =>
  changeBrand(products, 'brandMerge', {
    ...{ id: from.id, version: from.version, intoId: into.id, intoVersion: into.version },
    ...input,
  });

/** Two brands with two products each, of which the one is merged into the other. */
async function merged(input: object = {}): Promise<Merged> {
  const [one, other] = [
    await addBrand(products, { name: `Left ${randomUUID().slice(0, 8)}`, ...input }),
    await addBrand(products, { name: `Stays ${randomUUID().slice(0, 8)}` }),
  ];
  const ids: string[] = [];
  for (const { name } of [one, one, other, other]) ids.push(await make(name));
  return { one, other, ids };
}

interface Merged {
  readonly one: SeenBrand;
  readonly other: SeenBrand;
  /** Two of the one that goes, and two of the one that stays. */
  readonly ids: readonly string[];
}

const transact: Parts['messaging']['transact'] = (work) =>
  products.database.transaction((tx) => work(tx, () => undefined));
async function goOn(): Promise<void> {
  const { database } = products;
  const messaging = { ...({} as Parts['messaging']), transact };
  const round = () =>
    renameProducts({ database, messaging, newId: () => randomUUID(), now: () => new Date() }, 1);
  while (await round());
}

const idsOf = ({ nodes }: Listed) => nodes.map(({ id }) => id).toSorted();
interface Listed {
  readonly nodes: readonly { readonly id: string }[];
}
const filtered = async (brand: string) => {
  const query = `query ($brands: [String!]) { products(filters: { brands: $brands }, first: 100) { nodes { id } } }`;
  return idsOf((await ask<{ products: Listed }>(query, { brands: [brand] })).products);
};

describe('a brand that is merged into another one', () => {
  it('is found by its name, and all products are of the other', async () => {
    const { one, other, ids } = await merged();
    const all = ids.toSorted();
    expect(await merge(one, other)).toMatchObject({
      mergedBrandId: one.id,
      brand: { id: other.id, name: other.name, aliases: [one.name], version: 2 },
    });
    for (const name of [one.name, other.name, other.slug]) expect(await filtered(name)).toEqual(all);
    const look = `query ($id: ID!, $slug: String!, $gone: ID!, $product: ID!) {
      brand(id: $id) { name aliases products(first: 100) { nodes { id } } }
      gone: brand(id: $gone) { id }
      urlRedirect(kind: BRAND, from: $slug) { brand { slug } }
      product(id: $product) { brand brandDetails { id } } }`;
    const see = () =>
      ask<{ brand: { products: Listed } }>(look, {
        ...{ id: other.id, gone: one.id, slug: one.slug, product: ids[0] },
      });
    const shown = {
      brand: { name: other.name, aliases: [one.name] },
      gone: null,
      urlRedirect: { brand: { slug: other.slug } },
    };
    const before = await see();
    expect(before).toMatchObject({
      ...shown,
      product: { brand: one.name, brandDetails: { id: other.id } },
    });
    expect(idsOf(before.brand.products)).toEqual(all);
    await goOn();
    const after = await see();
    expect(after).toMatchObject({
      ...shown,
      product: { brand: other.name, brandDetails: { id: other.id } },
    });
    expect(idsOf(after.brand.products)).toEqual(all);
    for (const name of [one.name, other.name]) expect(await filtered(name)).toEqual(all);
    expect(await filtered(one.slug)).toEqual([]);
  });

  it('is searched for by its name', async () => {
    const { one, other, ids } = await merged();
    await merge(one, other);
    await goOn();
    const query = `query ($query: String!) { productSearch(input: { query: $query, first: 100 }) { products { nodes { id } } } }`;
    const found = async () => {
      const { productSearch } = await ask<{ productSearch: { products: Listed } }>(query, {
        query: one.name,
      });
      return idsOf(productSearch.products);
    };
    await expect.poll(found).toEqual(ids.toSorted());
  });

  it('is meant by its name for good, by staff, files and scripts', async () => {
    const { one, other, ids } = await merged();
    await merge(one, other);
    for (const isThrough of [false, true]) {
      if (isThrough) await goOn();
      const id = await make(` ${one.name.toUpperCase()}`);
      expect(await rows('SELECT brand FROM products WHERE id = $1::uuid', id)).toEqual([
        { brand: other.name },
      ]);
      expect(await changeBrand(products, 'brandCreate', { name: one.name })).toMatchObject({
        __typename: 'BrandNameTakenError',
        name: other.name,
      });
    }
    await rows('UPDATE products SET brand = $1 WHERE id = $2::uuid', one.name, ids[3]);
    const file = `Handle,Title,Vendor,Variant SKU,Variant Price\r\nof-${one.slug},Imported,${one.name},${randomUUID()},9.99\r\n`;
    expect(await importFile(products, file, { categoryId })).toMatchObject({ created: 1, failed: 0 });
    const brands = await rows(
      `SELECT DISTINCT brand FROM products WHERE slug = $1 OR id = $2::uuid`,
      `of-${one.slug}`,
      ids[3],
    );
    expect(brands).toEqual([{ brand: other.name }]);
    expect(await rows('SELECT FROM brands WHERE name_key = brand_key($1)', one.name)).toEqual([]);
  });

  it('is in rules and boosts the other, whose products they have', async () => {
    const { one, other, ids } = await merged();
    const { slug, id } = await addCollection(products, {
      name: `Of ${one.name}`,
      rule: { match: 'ALL', conditions: [{ brands: [one.name] }] },
    });
    await mutate(products, editor, {
      name: 'searchBoostsUpdate',
      input: { version: 0, boosts: [{ kind: 'BRAND', value: one.name, weight: 2 }] },
      selection: '... on InvalidInputError { fields { path code } }',
    });
    const members = async () => {
      const query = `query ($slug: String!) { products(collection: $slug, first: 100) { nodes { id } } }`;
      return idsOf((await ask<{ products: Listed }>(query, { slug })).products);
    };
    await expect.poll(members).toEqual(ids.slice(0, 2).toSorted());
    await merge(one, other);
    await expect.poll(members).toEqual(ids.toSorted());
    await goOn();
    await expect.poll(members).toEqual(ids.toSorted());
    const read = () =>
      rows<{ rule: object; version: number }>('SELECT rule, version FROM collections WHERE slug = $1', slug);
    const [stored] = await read();
    expect(stored?.rule).toMatchObject({ conditions: [{ brands: [other.name] }] });
    const [boosts] = await rows<object>(`SELECT entries FROM search_settings WHERE part = 'BOOSTS'`);
    expect(boosts).toEqual({ entries: [{ kind: 'BRAND', value: other.name, weight: 2 }] });
    const rule = { match: 'ALL', conditions: [{ brands: [one.name] }] };
    await changeCollection(products, 'collectionUpdate', { id, version: stored?.version, rule });
    await expect.poll(members).toEqual(ids.toSorted());
  });

  it('leaves its logo and metafields where the other has none, and its texts to the trail', async () => {
    const { file } = await upload(products, await plainPng('#204060'), { mediaType: 'image/png' });
    const { one, other } = await merged({ logoMediaId: file?.id, description: 'Of the left.' });
    const set = (ownerId: string, metafields: object[]) =>
      mutate(products, editor, {
        name: 'catalogueMetafieldsSet',
        input: { ownerType: 'BRAND', ownerId, metafields },
        selection: '... on InvalidInputError { fields { path code message } }',
      });
    const field = (key: string, value: string) => {
      return { namespace: 'erp', key, type: 'SINGLE_LINE_TEXT', value, visibility: 'PUBLIC' };
    };
    await set(one.id, [field('number', '1'), field('origin', 'Here')]);
    await set(other.id, [field('number', '2')]);
    await rows(
      `UPDATE brands SET translations = '{"de": {"DESCRIPTION": "Von links."}}' WHERE id = $1::uuid`,
      one.id,
    );
    const told = async (id: string) => {
      const messages = await rows(
        `SELECT FROM messaging.outbox WHERE type = 'catalog.brand-changed.v1' AND key = $1`,
        id,
      );
      return messages.length;
    };
    const before = new Map([
      [one.id, await told(one.id)],
      [other.id, await told(other.id)],
    ]);
    expect(await merge(one, other, { reason: 'They were bought.' })).toMatchObject({
      brand: { description: '', logo: { altText: other.name } },
    });
    const { brand } = await ask<{ brand: object }>(
      'query ($id: ID!) { brand(id: $id) { logo { url(width: 32) } metafields { key value } } }',
      { id: other.id },
    );
    expect(brand).toMatchObject({
      logo: {},
      metafields: [
        { key: 'number', value: '2' },
        { key: 'origin', value: 'Here' },
      ],
    });
    const entries = await rows<object>(
      `SELECT operation, reason, before, after FROM audit.entries WHERE target = $1 AND operation = 'brandMerge'`,
      other.id,
    );
    expect(entries).toMatchObject([
      {
        reason: 'They were bought.',
        before: {
          version: 1,
          logoMediaId: null,
          merged: {
            id: one.id,
            name: one.name,
            description: 'Of the left.',
            translations: { de: { DESCRIPTION: 'Von links.' } },
            droppedMetafields: [{ name: 'erp.number', characters: 1 }],
          },
        },
        after: { version: 2, logoMediaId: file?.id },
      },
    ]);
    for (const id of [one.id, other.id]) expect(await told(id)).toBe((before.get(id) ?? 0) + 1);
  });

  it('takes along what was merged into it, and what led to it', async () => {
    const { one, other } = await merged();
    const last = await addBrand(products, { name: `Last ${one.name}`, slug: `last-${one.slug}` });
    await merge(one, other);
    await merge({ ...other, version: 2 }, last);
    await goOn();
    for (const { slug, name } of [one, other]) {
      const { urlRedirect } = await ask<{ urlRedirect: object }>(
        'query ($from: String!) { urlRedirect(kind: BRAND, from: $from) { brand { id } } }',
        { from: slug },
      );
      expect(urlRedirect).toEqual({ brand: { id: last.id } });
      expect(await filtered(name)).toHaveLength(4);
    }
    const renamed = await changeBrand(products, 'brandUpdate', { id: last.id, version: 2, name: one.name });
    expect(renamed).toMatchObject({ brand: { name: one.name, aliases: [other.name] } });
    expect(
      await changeBrand(products, 'brandUpdate', { id: last.id, version: 3, name: 'Free again' }),
    ).toMatchObject({
      brand: { aliases: [other.name] },
    });
    await goOn();
    await addBrand(products, { name: one.name });
  });

  it('is another one, and as it was read', async () => {
    const { one, other } = await merged();
    expect(await merge(one, one)).toMatchObject({ fields: [{ path: ['intoId'], code: 'INVALID_VALUE' }] });
    for (const id of ['none', randomUUID()])
      for (const unknown of [{ id }, { intoId: id }])
        expect(await merge(one, other, unknown)).toMatchObject({
          __typename: 'BrandNotFoundError',
          brandId: id,
        });
    expect(await merge(one, other, { version: 2 })).toMatchObject({ brand: { id: one.id, version: 1 } });
    expect(await merge(one, other, { intoVersion: 2 })).toMatchObject({
      brand: { id: other.id, version: 1 },
    });
    const twice = await Promise.all([merge(one, other), merge(other, one)]);
    expect(twice.map(({ __typename }) => __typename).toSorted()).toEqual([
      'BrandMergeSuccess',
      'BrandNotFoundError',
    ]);
    const input = { id: one.id, version: 1, intoId: other.id, intoVersion: 1 };
    expect(await changeBrand(products, 'brandMerge', input, { ...editor, role: 'CUSTOMER' })).toEqual({
      code: 'FORBIDDEN',
    });
  });
});
