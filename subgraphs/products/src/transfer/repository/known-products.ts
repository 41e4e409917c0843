import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { ExportedPrice } from '../rules/exported-product.ts';
import type { ComparedProduct } from '../rules/differences.ts';
import { regularPrices } from './regular-prices.ts';

const columns = ['id', 'categoryId', 'options', 'status', 'seoTitle', 'seoDescription', 'version'] as const;

/** A product that a file tells of, as it is stored. */
export type KnownProduct = Readonly<Pick<Selectable<Tables['products']>, (typeof columns)[number]>>;

/** One of its variants. */
export interface KnownVariant extends Readonly<
  Pick<
    Selectable<Tables['productVariants']>,
    'id' | 'sku' | 'selectedOptions' | 'weightGrams' | 'barcode' | 'lengthMm' | 'widthMm' | 'heightMm'
  >
> {
  readonly prices: readonly ExportedPrice[];
}

/** The products of some slugs and their status, before anybody is kept from changing them. */
export function readKnownStatuses(
  tx: Transaction<Tables>,
  slugs: readonly string[],
): Promise<(Pick<KnownProduct, 'id' | 'status'> & { readonly slug: string })[]> {
  return tx
    .selectFrom('products')
    .select(['id', 'slug', 'status'])
    .where('slug', '=', anyOf(slugs))
    .execute();
}

/** Lets nobody else change products or what their variants cost until the transaction ends. */
export async function lockProducts(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('products')
    .select('id')
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** A product by its id, as it has become in a transaction. */
export function readKnownProduct(tx: Transaction<Tables>, id: string): Promise<KnownProduct> {
  return tx.selectFrom('products').select(columns).where('id', '=', id).executeTakeFirstOrThrow();
}

/** The versions that some products have come to, by their ids. */
export async function readVersions(
  tx: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('products')
    .select(['id', 'version'])
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** The variants of some products with their prices, by the ids of the products and in the order of their pages. */
export async function readVariantsOfProducts(
  db: Statements<Tables>,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, KnownVariant[]>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await sql<KnownVariant & { readonly productId: string }>`
    SELECT v.product_id, v.id, v.sku, v.selected_options, v.weight_grams, v.barcode, v.length_mm, v.width_mm, v.height_mm,
      (${regularPrices}) AS prices
    FROM product_variants AS v WHERE v.product_id = ANY (${productIds}::uuid[]) ORDER BY v.product_id, v.position`.execute(
    db,
  );
  return Map.groupBy(rows, ({ productId }) => productId);
}

/** Products with what a file may say of them, by their slugs. */
export async function readComparedProducts(
  db: Statements<Tables>,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, ComparedProduct>> {
  const rows = await db
    .selectFrom('products')
    .select([...columns, 'slug', 'name', 'description', 'descriptionHtml', 'brand', 'tags', 'taxClass'])
    .where('slug', '=', anyOf(slugs))
    .execute();
  return new Map(rows.map((row) => [row.slug, row]));
}

/** The variants that stock-keeping units are of, with their products, by the units. */
export async function findVariantsOfSkus(
  db: Statements<Tables>,
  skus: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly productId: string }>> {
  const rows = await db
    .selectFrom('productVariants')
    .select(['sku', 'id', 'productId'])
    .where('sku', '=', anyOf(skus))
    .execute();
  return new Map(rows.map(({ sku, ...variant }) => [sku, variant]));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => readKnownStatuses(tx, ['']),
  (tx) => readVersions(tx, ['']),
  (tx) => lockProducts(tx, ['']),
  (db) => readVariantsOfProducts(db, ['']),
  (db) => readComparedProducts(db, ['']),
  (db) => findVariantsOfSkus(db, ['']),
];
