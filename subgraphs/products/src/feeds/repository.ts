import type { StatementSample, Statements } from '@cartwright/database';
import type { StoreCurrency } from '@cartwright/money';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** Products that shoppers see, in the order of their ids: from one on, so many at most. */
export interface ProductRange {
  readonly from: string;
  readonly limit: number;
}

/** Comes before every product. */
export const firstId = '00000000-0000-0000-0000-000000000000';

/** The products at which the parts of a list of all begin. */
export async function readPartStarts(db: Statements<Tables>, size: number): Promise<string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    SELECT id FROM (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM products WHERE status = 'PUBLISHED'
    ) AS shown WHERE (place - 1) % ${size} = 0 ORDER BY id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Something that is another after each change of the products of a range. */
export async function readFingerprint(
  db: Statements<Tables>,
  { from, limit }: ProductRange,
): Promise<string> {
  const { rows } = await sql<{ readonly fingerprint: string }>`
    SELECT count(*) || ':' || coalesce(bit_xor(hashtextextended(id::text || revision::text, 0)), 0) AS fingerprint
    FROM (
      SELECT id, revision FROM products WHERE status = 'PUBLISHED' AND id >= ${from}::uuid ORDER BY id LIMIT ${limit}
    ) AS part`.execute(db);
  return rows[0]?.fingerprint ?? '';
}

/** The page of a product. */
export interface ProductPage {
  readonly id: string;
  readonly slug: string;
  readonly changedAt: Date;
}

/** The pages of products behind one. */
export async function readPages(
  db: Statements<Tables>,
  { after, from, limit }: ProductRange & { readonly after: string | null },
): Promise<ProductPage[]> {
  const { rows } = await sql<ProductPage>`
    SELECT id, slug, coalesce(page_changed_at, published_at, created_at) AS changed_at FROM products
    WHERE status = 'PUBLISHED' AND (id > ${after}::uuid OR (${after}::uuid IS NULL AND id >= ${from}::uuid))
    ORDER BY id LIMIT ${limit}`.execute(db);
  return rows;
}

/** What feeds have of a product's variant in one currency; without a variant where it is not sold in it. */
export interface FeedRow {
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string;
  readonly categoryId: string;
  readonly variantId: string | null;
  readonly sku: string;
  readonly barcode: string | null;
  readonly weightGrams: number;
  readonly variantTitle: string;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly isAvailable: boolean;
  readonly imageId: string | null;
}

/** What feeds have of so many products behind one, in the order of their ids, with a row for each variant. */
export async function readFeedRows(
  db: Statements<Tables>,
  {
    after,
    limit,
    currency,
  }: { readonly after: string; readonly limit: number; readonly currency: StoreCurrency },
): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    SELECT p.id AS product_id, p.slug, p.name, p.description, p.brand, p.category_id, sold.*,
      coalesce(sold.own_image_id, (
        SELECT id FROM images WHERE images.product_id = p.id ORDER BY position LIMIT 1
      )) AS image_id
    FROM (
      SELECT * FROM products WHERE status = 'PUBLISHED' AND id > ${after}::uuid ORDER BY id LIMIT ${limit}
    ) AS p LEFT JOIN LATERAL (
      SELECT v.id AS variant_id, v.sku, v.barcode, v.weight_grams, v.title AS variant_title, v.image_id AS own_image_id, v.position,
        price.amount_minor, price.compare_at_minor, coalesce(s.available > 0, false) AS is_available
      FROM product_variants AS v JOIN variant_prices AS price ON price.variant_id = v.id AND price.currency = ${currency}
        LEFT JOIN stock AS s ON s.variant_id = v.id
      WHERE v.product_id = p.id
    ) AS sold ON true
    ORDER BY p.id, sold.position`.execute(db);
  return rows;
}

/** The slugs of the brands that shoppers see, of which there are products that they see. */
export async function readBrandSlugs(db: Statements<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('brands as b')
    .select('b.slug')
    .where('b.isShown', '=', sql.lit(true))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('products as p')
          .select('p.id')
          .whereRef('p.brand', '=', 'b.name')
          .where('p.status', '=', 'PUBLISHED'),
      ),
    )
    .orderBy('b.slug')
    .execute();
  return rows.map(({ slug }) => slug);
}

/** The slugs of the collections that shoppers see. */
export async function readCollectionSlugs(db: Statements<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('collections')
    .select('slug')
    .where('isShown', '=', sql.lit(true))
    .orderBy('slug')
    .execute();
  return rows.map(({ slug }) => slug);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readPartStarts(db, 1),
  (db) => readFingerprint(db, { from: firstId, limit: 1 }),
  (db) => readPages(db, { after: null, from: firstId, limit: 1 }),
  (db) => readFeedRows(db, { after: firstId, limit: 1, currency: 'EUR' }),
  (db) => readCollectionSlugs(db),
  (db) => readBrandSlugs(db),
];
