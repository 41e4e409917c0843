import { sampleCatalogue, sampleCustomers, type SampleProduct } from '@cartwright/sample-data';
import { Client } from 'pg';
import { CategoryTree } from '../domain/category-tree.ts';
import { insertRows } from './insert-rows.ts';
import { productRows, type ProductRows } from './product-rows.ts';

const chunkSize = 1_000;

/** What a seed did. */
export interface SeedResult {
  /** Products that were not there before. */
  readonly inserted: number;
  readonly total: number;
}

/**
 * Fills the database with the sample catalogue, its stock and its reviews. What is there already stays as it is, so
 * that a second run changes nothing. No messages are sent: other domains seed their own copies.
 */
export async function seedProducts(
  databaseUrl: string,
  options: { readonly products?: number } = {},
): Promise<SeedResult> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const result = await seedCatalogue(client, options);
    if (result.inserted > 0 || (await isUnprepared(client))) await prepareForReading(client);
    return result;
  } finally {
    await client.end();
  }
}

async function seedCatalogue(client: Client, options: { readonly products?: number }): Promise<SeedResult> {
  const { categories, products } = sampleCatalogue(options);
  const tree = new CategoryTree(categories);
  await insertRows(client, 'categories', categories.map(categoryRow));
  await insertRows(client, 'reviewers', sampleCustomers().map(reviewerRow));
  let inserted = 0;
  let total = 0;
  for (const chunk of chunks(products, chunkSize)) {
    inserted += await insertProducts(
      client,
      productRows(chunk, (id) => tree.path(id)),
    );
    total += chunk.length;
  }
  return { inserted, total };
}

async function insertProducts(client: Client, rows: ProductRows): Promise<number> {
  await client.query('BEGIN');
  const inserted = await insertRows(client, 'products', rows.products);
  if (inserted > 0) {
    await insertRows(client, 'product_price_ranges', rows.product_price_ranges);
    await insertRows(client, 'images', rows.images);
    await insertRows(client, 'product_variants', rows.product_variants);
    await insertRows(client, 'variant_prices', rows.variant_prices);
    await insertRows(client, 'stock', rows.stock);
    await insertRows(client, 'reviews', rows.reviews);
  }
  await client.query('COMMIT');
  return inserted;
}

/** Brings what searches read up to date with the products, and the planner's statistics with both. */
async function prepareForReading(client: Client): Promise<void> {
  await client.query('REFRESH MATERIALIZED VIEW search_words');
  await client.query('REFRESH MATERIALIZED VIEW search_lexemes');
  await client.query('ANALYZE');
}

/** True when an earlier seed was cut off before its last step. */
async function isUnprepared(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM search_lexemes LIMIT 1');
  return rowCount === 0;
}

function* chunks(products: Iterable<SampleProduct>, size: number): Generator<SampleProduct[]> {
  let chunk: SampleProduct[] = [];
  for (const product of products) {
    chunk.push(product);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

function categoryRow(category: ReturnType<typeof sampleCatalogue>['categories'][number]): object {
  const { id, parentId, slug, name, description, position } = category;
  return { id, parent_id: parentId, slug, name, description, position };
}

function reviewerRow({ id, firstName, lastName }: ReturnType<typeof sampleCustomers>[number]): object {
  return { customer_id: id, display_name: `${firstName} ${lastName.charAt(0)}.` };
}
