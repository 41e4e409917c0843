import {
  chunksOf,
  sampleCatalogue,
  sampleCustomers,
  sampleOrders,
  type SampleOrder,
} from '@cartwright/sample-data';
import { CategoryTree } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import { productRows, type ProductRows } from './product-rows.ts';
import { analyze, insertMissing, readSeeded, type SeededRow } from './repository.ts';

type Database = Pick<Parts['database'], 'statements' | 'transaction'>;

const chunkSize = 1_000;

/** What a seed did. */
export interface SeedResult {
  /** Products that were not there before. */
  readonly inserted: number;
  readonly total: number;
}

/** How much to seed. */
export interface SeedProductsOptions {
  readonly products?: number;
  /** Told how many products are there, as they come. */
  readonly progress?: (products: number) => void;
}

/**
 * Fills the database with the sample catalogue, its stock and its reviews. What is there already stays as it is, so
 * that a second run changes nothing, and one that was broken off is taken up where it stopped. No messages are sent: other
 * domains seed their own copies.
 */
export async function seedProducts(
  database: Database,
  options: SeedProductsOptions = {},
): Promise<SeedResult> {
  const result = await seedCatalogue(database, options);
  if (result.inserted > 0) await analyze(database.statements);
  return result;
}

async function seedCatalogue(
  database: Database,
  { progress, ...options }: SeedProductsOptions,
): Promise<SeedResult> {
  const { categories, products } = sampleCatalogue(options);
  const tree = new CategoryTree(categories);
  await insertMissing(database.statements, 'categories', categories);
  await insertMissing(database.statements, 'reviewers', sampleCustomers().map(reviewerRow));
  await insertMissing(database.statements, 'purchases', sampleOrders().flatMap(purchaseRows));
  let inserted = 0;
  let total = 0;
  for (const chunk of chunksOf(products, chunkSize)) {
    const seeded = await readSeeded(
      database.statements,
      chunk.map(({ id }) => id),
    );
    const missing = chunk.filter(({ id }) => !seeded.has(id));
    inserted += await insertProducts(
      database,
      productRows(missing, (id) => tree.path(id)),
    );
    total += chunk.length;
    progress?.(total);
  }
  return { inserted, total };
}

function insertProducts(database: Database, rows: ProductRows): Promise<number> {
  return database.transaction(async (tx) => {
    const inserted = await insertMissing(tx, 'products', rows.products);
    if (inserted === 0) return 0;
    await insertMissing(tx, 'productPriceRanges', rows.productPriceRanges);
    await insertMissing(tx, 'images', rows.images);
    await insertMissing(tx, 'productVariants', rows.productVariants);
    // Before the prices, so that what lists read of a variant is right from the start and not written twice.
    await insertMissing(tx, 'stock', rows.stock);
    await insertMissing(tx, 'variantPrices', rows.variantPrices);
    await insertMissing(tx, 'reviews', rows.reviews);
    return inserted;
  });
}

type SampleCustomer = ReturnType<typeof sampleCustomers>[number];

function reviewerRow({ id, firstName, lastName }: SampleCustomer): SeededRow<'reviewers'> {
  return { customerId: id, displayName: `${firstName} ${lastName.charAt(0)}.` };
}

function purchaseRows({ id: orderId, customerId, status, lines }: SampleOrder): SeededRow<'purchases'>[] {
  const productIds = new Set(lines.map(({ productId }) => productId));
  const isUndone = status === 'CANCELLED';
  return [...productIds].map((productId) => ({ orderId, productId, customerId, isUndone }));
}
