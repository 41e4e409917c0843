import type { Database } from '@cartwright/database';
import { openPoolDatabase, openTestDatabase, type PoolDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/tables.ts';
import type { SearchEngine } from '../src/search/ports.ts';
import { defineAttributes, describe } from './engine-attributes.ts';
import type {
  EngineUnderTest,
  SoldProduct,
  SoldVariant,
} from '../src/search/engine-suite/engine-under-test.ts';
import { TypedTexts } from '../src/search/use-cases/typed-texts.ts';

/** What an engine under test is made with. */
export interface ShopDatabase {
  readonly database: Database<Tables>;
  readonly typedTexts: TypedTexts;
}

/** An engine, and what has to be done until it knows of what was written. */
export type OpenedEngine = Pick<EngineUnderTest, 'settled' | 'rebuild'> & {
  readonly engine: SearchEngine;
  readonly close?: () => Promise<void>;
};

/** Opens a shop in a database of its own, for an engine under test. */
export async function openEngineShop(
  open: (shop: ShopDatabase) => OpenedEngine | Promise<OpenedEngine>,
): Promise<EngineUnderTest> {
  const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'products');
  const sql = openPoolDatabase(opened.url, { max: 1 });
  await defineAttributes(sql);
  const categoryIds = [await addCategory(sql, 0), await addCategory(sql, 1)] as const;
  // What a text is may be known for a second: here it is not.
  let nowMs = 1;
  const typedTexts = new TypedTexts(() => (nowMs += 2_000));
  const { close, ...engine } = await open({ database: opened.database, typedTexts });
  return {
    ...engine,
    categoryIds,
    sell: (product) => sell(sql, product, categoryIds[product.category ?? 0]),
    collect: (productIds) => collect(sql, productIds),
    describe: (...said) => describe(sql, ...said),
    rename: async (id, name) => {
      await sql.$executeRawUnsafe('UPDATE products SET name = $2 WHERE id = $1::uuid', id, name);
    },
    withdraw: async (id) => {
      await sql.$executeRawUnsafe("UPDATE products SET status = 'ARCHIVED' WHERE id = $1::uuid", id);
    },
    [Symbol.asyncDispose]: async () => {
      await close?.();
      await sql[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

/** Adds a category at the top. @returns its id */
export async function addCategory(sql: PoolDatabase, position: number): Promise<string> {
  const id = uuidv7();
  await sql.$executeRawUnsafe(
    `INSERT INTO categories (id, slug, name, description, position) VALUES ($1::uuid, $1, 'Things', '', $2)`,
    id,
    position,
  );
  return id;
}

async function collect(sql: PoolDatabase, productIds: readonly string[]): Promise<string> {
  const id = uuidv7();
  await sql.$executeRawUnsafe(
    `INSERT INTO collections (id, slug, name, description, is_shown, swept_at, created_at)
     VALUES ($1::uuid, $1, 'Some', '', true, now(), now())`,
    id,
  );
  for (const productId of productIds)
    await sql.$executeRawUnsafe(
      `INSERT INTO collection_products (collection_id, product_id, created_at, position)
       SELECT $1::uuid, id, created_at, 0 FROM products WHERE id = $2::uuid`,
      ...[id, productId],
    );
  return id;
}

/** Sells a product. @returns its id */
export async function sell(sql: PoolDatabase, product: SoldProduct, categoryId: string): Promise<string> {
  const id = uuidv7();
  const { status = 'PUBLISHED', variants = [product] } = product;
  const inStock = variants.filter(({ pieces = usualPieces }) => pieces > 0);
  const [ratingSum, ratingCount] = product.rating ?? [0, 0];
  await sql.$executeRawUnsafe(
    `INSERT INTO products (id, slug, name, description, brand, category_id, tags, options, option_values, keywords, created_at,
       status, rating_sum, rating_count, available_variants)
     VALUES ($1::uuid, $1, $2, $3, $4, $5::uuid, $6, '[]', '{}', '', clock_timestamp(), $7, $8, $9, $10)`,
    ...[id, product.name, product.description ?? '', product.brand ?? '', categoryId, product.tags ?? []],
    ...[status, ratingSum, ratingCount, inStock.length],
  );
  for (const [position, variant] of variants.entries()) await sellVariant(sql, { id, position }, variant);
  return id;
}

const usualPieces = 5;

async function sellVariant(
  sql: PoolDatabase,
  { id, position }: { readonly id: string; readonly position: number },
  { pieces = usualPieces, priceMinor = 1_000, size = 'M' }: SoldVariant,
): Promise<void> {
  const variantId = uuidv7();
  await sql.$executeRawUnsafe(
    `INSERT INTO product_variants (id, product_id, sku, title, selected_options, weight_grams, position)
     VALUES ($1::uuid, $2::uuid, $1, '', $3::jsonb, 1, $4)`,
    ...[variantId, id, JSON.stringify([{ name: 'Size', value: size }]), position],
  );
  await sql.$executeRawUnsafe(
    `INSERT INTO stock (variant_id, available, received) VALUES ($1::uuid, $2, $2)`,
    ...[variantId, pieces],
  );
  await sql.$executeRawUnsafe(
    `INSERT INTO variant_prices (variant_id, currency, amount_minor) VALUES ($1::uuid, 'EUR', $2)`,
    ...[variantId, priceMinor],
  );
}
