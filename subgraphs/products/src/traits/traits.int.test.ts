import { randomUUID } from 'node:crypto';
import type { Transaction } from '@cartwright/database';
import { createMessaging, type Messaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addProduct } from '../../test/add-product.ts';
import { addCategory, changeCategory, type SeenCategory } from '../../test/category-tree.ts';
import { addCollection, changeCollection } from '../../test/collections.ts';
import { addShirts, editProduct, type MadeProduct } from '../../test/edit-product.ts';
import { addProductType, describeProduct } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { publishes as collectionMessages } from '../collections/events.ts';
import { followRules } from '../collections/use-cases/follow-rules.ts';
import type { Tables } from '../tables.ts';
import { publishes, type Traits } from './events.ts';
import { traitsRestated } from './restate-traits.ts';
import { tellTraits } from './use-cases/tell-traits.ts';

let products: TestProducts;
const logger = createLogger({ name: 'products', level: 'silent' });
let messaging: Messaging<Transaction<Tables>>;
beforeAll(async () => {
  products = await startTestProducts({ products: 30 });
  const { database, databaseUrl } = products;
  messaging = createMessaging<Transaction<Tables>>({
    ...{ domain: 'products', database, databaseUrl, natsUrl: 'nats://127.0.0.1:9', logger },
    ...{ publishes: [...publishes, ...collectionMessages], consumes: [] },
  });
});
afterAll(() => products[Symbol.asyncDispose]());
beforeEach(() => tellAll());

/** Tells all that there is to tell, so many products at a time. @returns how many times that took */
async function tellAll(atOnce?: number): Promise<number> {
  let times = 0;
  while (await tellTraits({ database: products.database, messaging, logger }, atOnce)) times += 1;
  return times;
}
type Told = Traits & { readonly version: number };
/** All that was told of a product, the latest first. */
async function toldOf(productId: string): Promise<Told[]> {
  const rows = await products.sql.$queryRawUnsafe<{ data: Told }[]>(
    `SELECT envelope -> 'data' AS data FROM messaging.outbox
     WHERE type = 'catalog.product-traits-changed.v1' AND key = $1 ORDER BY (envelope -> 'data' ->> 'version')::int DESC`,
    productId,
  );
  return rows.map(({ data }) => data);
}
const latestOf = async (productId: string): Promise<Told | undefined> => (await toldOf(productId))[0];
const countTold = async (): Promise<number> => {
  const [row] = await products.sql.$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM messaging.outbox WHERE type = 'catalog.product-traits-changed.v1'`,
  );
  return row?.count ?? 0;
};
const run = (text: string, ...values: unknown[]) => products.sql.$executeRawUnsafe(text, ...values);
const versionOf = async (id: string): Promise<number> => {
  const [row] = await products.sql.$queryRawUnsafe<{ version: number }[]>(
    'SELECT version FROM products WHERE id = $1::uuid',
    id,
  );
  return row?.version ?? 0;
};
const move = ({ id, version }: SeenCategory, parentId: string | null) =>
  changeCategory(products, 'Move', { id, version, parentId });

it('tells each sample product once', async () => {
  const [row] = await products.sql.$queryRawUnsafe<{ products: number; told: number }[]>(
    `SELECT (SELECT count(*)::int FROM products) AS products, (SELECT count(DISTINCT key)::int FROM messaging.outbox
       WHERE type = 'catalog.product-traits-changed.v1') AS told`,
  );
  expect(row?.told).toBe(row?.products);
  expect(await countTold()).toBe(row?.told);
});

describe('what staff change about a product', () => {
  it('is told when it is another category or class of tax, and not when it is the same again', async () => {
    const { id } = await addShirts(products);
    await tellAll();
    const first = await latestOf(id);
    expect(first).toMatchObject({
      version: 1,
      collectionIds: [],
      attributes: [],
      variants: [],
      taxClass: null,
    });
    const above = await addCategory(products, `Clothes ${randomUUID()}`);
    const leaf = await addCategory(products, `Shirts ${randomUUID()}`, above.id);
    const update = async (change: object) => {
      await editProduct(products, 'productUpdate', { id, version: await versionOf(id), ...change });
      await tellAll();
      return latestOf(id);
    };
    const ids = [above.id, leaf.id].toSorted();
    expect(await update({ categoryId: leaf.id })).toMatchObject({ version: 2, categoryIds: ids });
    expect(await update({ name: 'Another name', tags: ['other'] })).toMatchObject({ version: 2 });
    expect(await update({ taxClass: 'REDUCED' })).toMatchObject({ version: 3, taxClass: 'REDUCED' });
    expect(await update({ taxClass: '' })).toMatchObject({ version: 4, taxClass: null });
    await run(`UPDATE products SET tax_class = 'BOOKS' WHERE id = $1::uuid`, id);
    expect(await update({ taxClass: '' })).toMatchObject({ version: 4 });
  });

  it('is told of attributes, of the product and of single variants, as texts', async () => {
    const { id: productTypeId } = await addProductType(products, [
      { key: 'weave', name: 'Weave', type: 'TEXT' },
      { key: 'washing', name: 'Care', type: 'RICH_TEXT' },
      { key: 'inseam', name: 'Inseam', type: 'NUMBER', owner: 'VARIANT' },
      {
        key: 'cut',
        name: 'Fits',
        type: 'CHOICE',
        several: true,
        choices: [choice('slim'), choice('loose')],
      },
    ]);
    const { id, variants } = await addShirts(products);
    const values = [
      { key: 'weave', text: 'linen' },
      { key: 'washing', richText: '<p>Cold</p>' },
      { key: 'cut', choices: ['slim', 'loose'] },
    ];
    await describeProduct(products, 'productAttributesUpdate', { id, version: 1, productTypeId, values });
    await describeProduct(products, 'productVariantAttributesUpdate', {
      productId: id,
      version: 2,
      variants: [{ variantId: variants[0]?.id, values: [{ key: 'inseam', number: 71.5 }] }],
    });
    await tellAll();
    expect(await toldOf(id)).toMatchObject([
      {
        attributes: [
          { key: 'cut', value: 'slim' },
          { key: 'cut', value: 'loose' },
          { key: 'weave', value: 'linen' },
        ].toSorted(byText),
        variants: [{ variantId: variants[0]?.id, attributes: [{ key: 'inseam', value: '71.5' }] }],
      },
    ]);
    const long = [{ key: 'weave', text: 'x'.repeat(101) }];
    await describeProduct(products, 'productAttributesUpdate', { id, version: 3, values: long });
    await tellAll();
    expect((await latestOf(id))?.attributes.map(({ key }) => key)).toEqual(['cut', 'cut']);
  });

  it('is told without the attributes of single variants where they are more than a message holds, and others after it', async () => {
    const { id: typeId } = await addProductType(products, [
      { key: 'fits', name: 'Fits', type: 'TEXT', owner: 'VARIANT' },
    ]);
    const skus = Array.from({ length: 100 }, () => randomUUID());
    const big = await addProduct(products, { name: 'Of all choices', skus });
    const other = await addProduct(products, { name: 'Beside it' });
    const terms = Array.from({ length: 200 }, (_, nth) => `fits=${String(nth).padStart(100, 'x')}`);
    await run(
      `INSERT INTO attribute_values (id, definition_id, product_id, variant_id, key, value, terms)
       SELECT gen_random_uuid(), d.id, v.product_id, v.id, d.key, '{}', $3::text[]
       FROM product_variants AS v, attribute_definitions AS d WHERE v.product_id = $1::uuid AND d.product_type_id = $2::uuid`,
      ...[big, typeId, terms],
    );
    await tellAll();
    expect(await latestOf(big)).toMatchObject({ variants: [] });
    expect(await latestOf(other)).toMatchObject({ version: 1 });
  });

  it('is not told of a product that is gone meanwhile', async () => {
    const id = await addProduct(products, { name: 'For a moment' });
    await run('DELETE FROM products WHERE id = $1::uuid', id);
    await tellAll();
    expect(await toldOf(id)).toEqual([]);
  });
});

const choice = (value: string) => ({ value, name: value });
const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

describe('a category that is moved', () => {
  it('is told of all products below it, some at a time, and of no others', async () => {
    const [top, other] = [await addCategory(products, 'Top'), await addCategory(products, 'Other')];
    const moved = await addCategory(products, 'Moved', top.id);
    const leaf = await addCategory(products, 'Leaf', moved.id);
    const beside = await addCategory(products, 'Beside', top.id);
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1)
      ids.push(await addProduct(products, { name: `P ${randomUUID()}` }));
    const stays = await addProduct(products, { name: 'Stays' });
    await run('UPDATE products SET category_id = $1::uuid WHERE id = ANY ($2::uuid[])', leaf.id, ids);
    await run('UPDATE products SET category_id = $1::uuid WHERE id = $2::uuid', beside.id, stays);
    await tellAll();
    const before = await countTold();
    await move(moved, other.id);
    expect(await tellAll(2)).toBe(3);
    expect(await countTold()).toBe(before + ids.length);
    const wanted = [other.id, moved.id, leaf.id].toSorted();
    for (const id of ids) expect((await latestOf(id))?.categoryIds).toEqual(wanted);
    expect((await latestOf(stays))?.categoryIds).toEqual([top.id, beside.id].toSorted());
  });
});

describe('a collection', () => {
  it('by hand is told of what comes into it and leaves it, and of all that it had when it is deleted', async () => {
    const { id } = await addShirts(products);
    const collection = await addCollection(products, { name: `By hand ${randomUUID()}` });
    const ofProduct = async () => {
      await tellAll();
      return (await latestOf(id))?.collectionIds;
    };
    const change = (name: string) =>
      changeCollection(products, name, { id: collection.id, productIds: [id] });
    await change('collectionProductsAdd');
    expect(await ofProduct()).toEqual([collection.id]);
    await change('collectionProductsRemove');
    expect(await ofProduct()).toEqual([]);
    await change('collectionProductsAdd');
    await ofProduct();
    await changeCollection(products, 'collectionDelete', { id: collection.id, version: 1 });
    expect(await ofProduct()).toEqual([]);
  });

  it('by a rule is told of what meets it once that has been followed', async () => {
    const tag = randomUUID();
    const rule = { match: 'ALL', conditions: [{ tags: [tag] }] };
    const collection = await addCollection(products, { name: `By rule ${tag}`, rule });
    const { id } = await addShirts(products);
    const follow = async () => {
      while (await followRules({ database: products.database, messaging, newId: randomUUID }));
      await tellAll();
      return (await latestOf(id))?.collectionIds;
    };
    const tagged = (tags: string[]) =>
      run(`UPDATE products SET tags = $1, status = 'PUBLISHED' WHERE id = $2::uuid`, tags, id);
    await tagged([tag]);
    expect(await follow()).toEqual([collection.id]);
    await tagged([]);
    expect(await follow()).toEqual([]);
  });
});

it('tells what is there once more under next versions, where somebody has lost it', async () => {
  const before = await countTold();
  const ids = await messaging.transact((tx, send) =>
    traitsRestated.announce(tx, send, { after: undefined, limit: 5 }),
  );
  expect(ids).toHaveLength(5);
  expect(await countTold()).toBe(before + 5);
  const [latest, last] = await toldOf(ids[0] ?? '');
  expect(latest).toEqual({ ...last, version: (last?.version ?? 0) + 1 });
});

describe('the class of tax', () => {
  const made = async (input: object) => {
    const { id: categoryId } = await addCategory(products, `Books ${randomUUID()}`);
    const sku = randomUUID();
    const prices = [{ price: { amount: '9.00', currencyCode: 'EUR' } }];
    const more = { name: 'Book', brand: 'Loom', categoryId, variants: [{ sku, prices }] };
    return editProduct(products, 'productCreate', { ...more, ...input });
  };
  const seen = async (id: string) => {
    const { data } = await products.graphql<{ product: { taxClass: string | null } }>(
      { id: randomUUID(), role: 'STAFF' },
      'query ($id: ID!) { product(id: $id) { taxClass } }',
      { id },
    );
    return data.product.taxClass;
  };

  it('is said when a product is made, and later', async () => {
    const { id } = (await made({ taxClass: 'BOOKS_2' }))['product'] as MadeProduct;
    await run(`UPDATE products SET status = 'PUBLISHED' WHERE id = $1::uuid`, id);
    expect(await seen(id)).toBe('BOOKS_2');
    await editProduct(products, 'productUpdate', { id, version: 1, taxClass: 'REDUCED' });
    expect(await seen(id)).toBe('REDUCED');
    await editProduct(products, 'productUpdate', { id, version: 2, taxClass: '' });
    expect(await seen(id)).toBeNull();
  });

  it.each([
    ['reduced', 'INVALID_FORMAT'],
    ['A B', 'INVALID_FORMAT'],
    ['X'.repeat(41), 'TOO_LONG'],
  ])('cannot be %s', async (taxClass, code) => {
    const faults = { fields: [{ path: ['taxClass'], code }] };
    expect(await made({ taxClass })).toMatchObject(faults);
    const { id } = await addShirts(products);
    expect(await editProduct(products, 'productUpdate', { id, version: 1, taxClass })).toMatchObject(faults);
  });
});
