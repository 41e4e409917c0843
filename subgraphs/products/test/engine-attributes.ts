import type { PoolDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import type { SaidOfVariant } from '../src/search/engine-suite/engine-under-test.ts';

/** Makes two product types: of one, dyes and widths are of variants; of the other, dyes are of products. */
export async function defineAttributes(sql: PoolDatabase): Promise<void> {
  const definitions = [
    ['dye', 'TEXT', 'VARIANT'],
    ['width', 'NUMBER', 'VARIANT'],
    ['dye', 'TEXT', 'PRODUCT'],
  ] as const;
  for (const [key, kind, owner] of definitions) {
    await sql.$executeRawUnsafe(
      `INSERT INTO product_types (id, slug, name, created_at) VALUES (gen_random_uuid(), $1, $1, now())
       ON CONFLICT (slug) DO NOTHING`,
      owner.toLowerCase(),
    );
    await sql.$executeRawUnsafe(
      `INSERT INTO attribute_definitions
         (id, product_type_id, key, name, description, kind, owner, required, filterable, searchable, in_facets, several, choices, position)
       SELECT gen_random_uuid(), id, $2, $2, '', $3, $4, false, true, false, true, false, '[]', 0 FROM product_types WHERE slug = $1`,
      ...[owner.toLowerCase(), key, kind, owner],
    );
  }
}

/** Says what a variant is, by its place, or a product as a whole; what was said of it before goes. */
export async function describe(
  sql: PoolDatabase,
  productId: string,
  place: number | null,
  said: SaidOfVariant,
): Promise<void> {
  const variant = 'SELECT id FROM product_variants WHERE product_id = $1::uuid AND position = $2::int';
  await sql.$executeRawUnsafe(
    `DELETE FROM attribute_values WHERE product_id = $1::uuid AND variant_id IS NOT DISTINCT FROM (${variant})`,
    ...[productId, place],
  );
  for (const [key, value] of Object.entries(said)) {
    const number = typeof value === 'number' ? value : null;
    await sql.$executeRawUnsafe(
      `INSERT INTO attribute_values (id, definition_id, product_id, variant_id, key, value, terms, number)
       SELECT $3::uuid, id, $1::uuid, (${variant}), key, '{}', $5, $6::float8 FROM attribute_definitions WHERE key = $4 AND owner = $7`,
      ...[productId, place, uuidv7(), key, [`${key}\u001F${value}`], number],
      place === null ? 'PRODUCT' : 'VARIANT',
    );
  }
}
