import { openPoolDatabase, openTestDatabase, waitFor, type PoolDatabase } from '@cartwright/testing';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PrismaClient } from '../../generated/prisma/client.ts';
import type { Tables } from '../../tables.ts';
import { defineAttributes, describe } from '../../../test/engine-attributes.ts';
import { addCategory, sell } from '../../../test/engine-shop.ts';
import { forgetIndexes, readIndexes } from '../repository/search-indexes.ts';
import { followChanges, startIndex } from './follow-changes.ts';
import type { IndexedProduct, ProductIndexes } from './indexed-product.ts';
import { rebuildIndex } from './rebuild-index.ts';

/** Indexes in memory, which can be told to be away. */
class KeptIndexes implements ProductIndexes {
  readonly all = new Map<string, Map<string, IndexedProduct>>();
  served: string | null = null;
  isAway = false;

  create = async (name: string) => {
    await this.ping();
    if (!this.all.has(name)) this.all.set(name, new Map());
  };
  write: ProductIndexes['write'] = async (name, { products, goneIds }) => {
    await this.ping();
    const index = this.all.get(name);
    if (index === undefined) throw new Error('There is no such index');
    for (const product of products) index.set(product.id, product);
    for (const id of goneIds) index.delete(id);
  };
  serve = async (name: string) => {
    await this.ping();
    this.served = name;
  };
  keepOnly = async (names: readonly string[]) => {
    await this.ping();
    for (const name of this.all.keys()) if (!names.includes(name)) this.all.delete(name);
  };
  ping = () => (this.isAway ? Promise.reject(new Error('away')) : Promise.resolve());

  get products(): ReadonlyMap<string, IndexedProduct> {
    return (this.served === null ? undefined : this.all.get(this.served)) ?? new Map();
  }
}

async function openShop() {
  const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  const sql = openPoolDatabase(opened.url, { max: 1 });
  const indexes = new KeptIndexes();
  const feed = { database: opened.database, indexes, newId, now: () => new Date('2026-12-01') };
  return { opened, sql, indexes, feed, categoryId: await addCategory(sql, 0) };
}

let shop: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(async () => {
  await shop.sql[Symbol.asyncDispose]();
  await shop.opened[Symbol.asyncDispose]();
});

/** Follows all changes, and waits for transactions of other databases, which an index that begins waits for. */
async function settle(): Promise<void> {
  await waitFor(async () => {
    while (await followChanges(shop.feed));
    const rows = await shop.sql.$queryRawUnsafe<{ served: boolean }[]>(
      'SELECT is_serving AND form = 2 AS served FROM search_indexes',
    );
    return rows.length === 1 && rows.every(({ served }) => served);
  });
}

function run(sql: PoolDatabase, statement: string, ...values: unknown[]): Promise<unknown> {
  return sql.$executeRawUnsafe(statement, ...values);
}

it('fills an index with what is shown, and brings it every change after', async () => {
  const { sql, indexes, categoryId } = shop;
  const id = await sell(sql, { name: 'Walnut Mug', tags: ['oak'], priceMinor: 1_200 }, categoryId);
  await sell(sql, { name: 'Secret Mug', status: 'DRAFT' }, categoryId);
  await settle();
  expect([...indexes.products.keys()]).toEqual([id]);
  expect(indexes.products.get(id)).toMatchObject({
    nameKey: 'walnutmug',
    nameOrder: 'walnut mug',
    words: { A: 'walnut mug' },
    tags: ['oak'],
    inStock: true,
    offers: [{ currency: 'EUR', amountMinor: 1_200, available: true, optionValues: ['Size\u001FM'] }],
  });
  await run(sql, 'UPDATE variant_prices SET amount_minor = 900');
  await run(sql, `UPDATE products SET name = 'Oak Mug' WHERE id = $1::uuid`, id);
  await settle();
  expect(indexes.products.get(id)).toMatchObject({ nameKey: 'oakmug', offers: [{ amountMinor: 900 }] });
  await run(sql, `UPDATE products SET status = 'ARCHIVED' WHERE id = $1::uuid`, id);
  await settle();
  expect(indexes.products.size).toBe(0);
});

it('brings what variants are said to be, and what products are by attributes that are of variants elsewhere', async () => {
  const { sql, indexes, categoryId } = shop;
  await settle();
  await defineAttributes(sql);
  const variants = [{ size: 'S' }, { size: 'M' }];
  const [each, whole] = [
    await sell(sql, { name: 'Kimono', variants }, categoryId),
    await sell(sql, { name: 'Obi' }, categoryId),
  ];
  await describe(sql, each, 1, { dye: 'red', width: 80 });
  await describe(sql, whole, null, { dye: 'blue' });
  await settle();
  const nothing = { attributeTerms: [], attributeNumbers: [] };
  const red = {
    attributeTerms: ['dye\u001Fred', 'width\u001F80'],
    attributeNumbers: [{ key: 'width', number: 80 }],
  };
  const blue = { attributeTerms: ['dye\u001Fblue'], attributeNumbers: [] };
  expect(indexes.products.get(each)?.offers).toMatchObject([nothing, red]);
  expect(indexes.products.get(whole)?.offers).toMatchObject([blue]);
  await run(sql, `DELETE FROM attribute_values WHERE product_id = $1::uuid`, each);
  await run(sql, `UPDATE attribute_definitions SET owner = 'PRODUCT'`);
  await run(sql, `UPDATE products SET name = 'Sash' WHERE id = $1::uuid`, whole);
  await settle();
  expect(indexes.products.get(whole)?.offers).toMatchObject([nothing]);
  const elsewhere = `product_type_id = (SELECT id FROM product_types WHERE slug = 'variant')`;
  await run(sql, `UPDATE attribute_definitions SET owner = 'VARIANT' WHERE ${elsewhere}`);
  await settle();
  expect(indexes.products.get(whole)?.offers).toMatchObject([blue]);
});

it('makes an index beside one of an earlier release, and drops that', async () => {
  const { sql, indexes, categoryId } = shop;
  await settle();
  const old = indexes.served;
  await run(sql, 'UPDATE search_indexes SET form = 1');
  const id = await sell(sql, { name: 'Walnut Mug' }, categoryId);
  await settle();
  expect(indexes.served).not.toBe(old);
  expect([...indexes.all.keys()]).toEqual([indexes.served]);
  expect([...indexes.products.keys()]).toEqual([id]);
  expect(await sql.$queryRawUnsafe('SELECT form FROM search_indexes')).toEqual([{ form: 2 }]);
});

it('loses nothing while the engine is away', async () => {
  const { sql, indexes, categoryId, feed } = shop;
  await settle();
  const id = await sell(sql, { name: 'Walnut Mug' }, categoryId);
  indexes.isAway = true;
  await expect(followChanges(feed)).rejects.toThrow('away');
  expect(indexes.products.size).toBe(0);
  indexes.isAway = false;
  await settle();
  expect([...indexes.products.keys()]).toEqual([id]);
});

it('fills no index before all that does not note its changes for it has ended', async () => {
  const { sql, indexes, categoryId, feed } = shop;
  const id = await sell(sql, { name: 'Walnut Mug' }, categoryId);
  const before = openPoolDatabase(shop.opened.url, { max: 1 });
  await before.transaction(async (tx) => {
    await tx.$executeRawUnsafe(`UPDATE products SET name = 'Oak Mug' WHERE id = $1::uuid`, id);
    await startIndex(feed);
    expect(await followChanges(feed)).toBe(false);
    expect(await readIndexes(feed.database.statements)).toMatchObject([{ isFilled: false }]);
  });
  await before[Symbol.asyncDispose]();
  await settle();
  expect(indexes.products.get(id)).toMatchObject({ nameKey: 'oakmug' });
});

it('makes an index anew beside the one that is read, which is kept up to date and then dropped', async () => {
  const { sql, indexes, categoryId, feed } = shop;
  const id = await sell(sql, { name: 'Walnut Mug' }, categoryId);
  await settle();
  const old = indexes.served;
  const name = await startIndex(feed);
  await run(sql, `UPDATE products SET name = 'Oak Mug' WHERE id = $1::uuid`, id);
  expect(indexes.served).toBe(old);
  await settle();
  expect(indexes.served).toBe(name);
  expect([...indexes.all.keys()]).toEqual([name]);
  expect(indexes.products.get(id)).toMatchObject({ nameKey: 'oakmug' });
  await rebuildIndex(feed);
  expect(indexes.served).not.toBe(name);
  expect(indexes.products.size).toBe(1);
});

it('notes nothing where there is no index, and forgets one that nobody follows', async () => {
  const { sql, categoryId, feed } = shop;
  const noted = async () => sql.$queryRawUnsafe('SELECT product_id FROM search_index_changes');
  await sell(sql, { name: 'Walnut Mug' }, categoryId);
  expect(await noted()).toEqual([]);
  await settle();
  await sell(sql, { name: 'Oak Mug' }, categoryId);
  expect(await noted()).not.toEqual([]);
  await forgetIndexes(feed.database.statements, new Date('2026-12-02'));
  expect(await noted()).toEqual([]);
});
