import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { ProductRef } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import type { IndexedProduct } from '../external/indexed-product.ts';
import { indexedWords, nameOrder, type PlacedLexeme } from '../rules/indexed-words.ts';

type IndexedRow = Omit<IndexedProduct, 'words' | 'nameOrder'> & {
  readonly name: string;
  readonly lexemes: readonly PlacedLexeme[];
};

/** Reads what engines keep of products, those that are shown, in one statement. */
export async function readIndexedProducts(
  db: Statements<Tables>,
  ids: readonly string[],
): Promise<IndexedProduct[]> {
  const { rows } = await sql<IndexedRow>`
    SELECT p.id, p.name, search_key(p.name) AS name_key, p.category_id, p.brand, p.tags, p.rating_count, p.attribute_terms,
      coalesce(p.rating_average, 0)::float8 AS rating_average, p.available_variants > 0 AS in_stock,
      (extract(epoch FROM p.created_at) * 1000)::float8 AS created_at_ms, coalesce(s.score, 0)::float8 AS sales_score,
      ARRAY(SELECT m.collection_id FROM collection_products m WHERE m.product_id = p.id ORDER BY 1) AS collection_ids,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('lexeme', w.lexeme, 'positions', w.positions, 'weights', w.weights)), '[]')
        FROM unnest(p.document) AS w) AS lexemes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('key', a.key, 'number', a.number) ORDER BY a.id), '[]')
        FROM attribute_values a WHERE a.product_id = p.id AND a.number IS NOT NULL) AS attribute_numbers,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('currency', o.currency, 'amountMinor', o.amount_minor,
          'priceStep', price_step(o.amount_minor), 'available', o.available, 'optionValues', o.option_values,
          'attributeTerms', coalesce(said.terms, '{}'), 'attributeNumbers', coalesce(said.numbers, '[]')) ORDER BY o.position), '[]')
        FROM variant_offers o LEFT JOIN LATERAL (${saidOfVariant}) AS said ON true WHERE o.product_id = p.id) AS offers
    FROM products p LEFT JOIN product_sales s ON s.product_id = p.id
    WHERE p.id = ANY (${ids}::uuid[]) AND p.status = 'PUBLISHED'`.execute(db);
  return rows.map(({ lexemes, name, ...row }) => ({
    ...row,
    nameOrder: nameOrder(name),
    words: indexedWords(lexemes),
  }));
}

/** What one variant of an offer named `o` is said to be: also by what is said of its product as a whole, where other product types say it of variants. */
const saidOfVariant = sql`
  SELECT array_agg(DISTINCT term) AS terms,
    jsonb_agg(DISTINCT jsonb_build_object('key', v.key, 'number', v.number)) FILTER (WHERE v.number IS NOT NULL) AS numbers
  FROM attribute_values v LEFT JOIN LATERAL unnest(v.terms) AS term ON true
  WHERE v.variant_id = o.variant_id OR (v.product_id = o.product_id AND v.variant_id IS NULL AND v.key IN (
    SELECT d.key FROM attribute_definitions d WHERE d.owner = 'VARIANT'))`;

/** The ids of the products that are shown after one of them, in their order; from the first where it is null. */
export async function readShownIds(
  db: Statements<Tables>,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('products as p')
    .select('p.id')
    .where('p.status', '=', 'PUBLISHED')
    .$if(after !== null, (query) => query.where('p.id', '>', after))
    .orderBy('p.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The state of products, of those that are shown: an engine may not know yet that one is not any more. */
export function readShownRefs(db: Statements<Tables>, ids: readonly string[]): Promise<ProductRef[]> {
  return db
    .selectFrom('products as p')
    .select(['p.id', 'p.revision'])
    .where('p.id', '=', anyOf(ids))
    .where('p.status', '=', 'PUBLISHED')
    .execute();
}

/** A text in the form that names are compared in. */
export async function readNameKey(db: Statements<Tables>, text: string): Promise<string> {
  const { rows } = await sql<{ readonly key: string }>`SELECT search_key(${text}::text) AS key`.execute(db);
  return rows[0]?.key ?? '';
}

/** Those of some attributes that lists can be narrowed by. */
export async function readFilterableKeys(db: Statements<Tables>, keys: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('attributeDefinitions as d')
    .select('d.key')
    .distinct()
    .where('d.key', '=', anyOf(keys))
    .where('d.filterable', '=', true)
    .execute();
  return rows.map(({ key }) => key);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readIndexedProducts(tx, ['']),
  (tx) => readShownIds(tx, '', 1),
  (tx) => readShownRefs(tx, ['']),
  (tx) => readNameKey(tx, 'Mug'),
  (tx) => readFilterableKeys(tx, ['material']),
];
