import { randomUUID } from 'node:crypto';
import type { TestProducts } from './start-test-products.ts';

/** The text of a product that a test adds. */
export interface AddedProduct {
  readonly name: string;
  readonly description?: string;
  readonly skus?: readonly string[];
}

/** Adds a product as any writer of the tables would, and gives its id. */
export async function addProduct(
  { sql }: TestProducts,
  { name, description = '', skus = [] }: AddedProduct,
): Promise<string> {
  const id = randomUUID();
  await sql.$executeRawUnsafe(
    `INSERT INTO products (id, slug, name, description, brand, category_id, tags, options, option_values, keywords, created_at)
     SELECT $1::uuid, $1, $2, $3, '', id, '{}', '[]', '{}', '', now() FROM categories c
     WHERE NOT EXISTS (SELECT FROM categories WHERE parent_id = c.id) LIMIT 1`,
    id,
    name,
    description,
  );
  for (const [position, sku] of skus.entries()) {
    await sql.$executeRawUnsafe(
      `INSERT INTO product_variants (id, product_id, sku, title, selected_options, weight_grams, position)
       VALUES ($1, $2, $3, '', '[]', 1, $4)`,
      randomUUID(),
      id,
      sku,
      position,
    );
  }
  return id;
}
