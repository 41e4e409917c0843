import { readIn, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { isByPrice, type ListedProduct, type PagePlace, type ProductListSpec } from './listed-products.ts';
import { asksOfVariants } from './offer-filter.ts';
import {
  afterKey,
  byKeyColumns,
  keyColumns,
  keyExpression,
  orderClause,
  productOrder,
} from './product-order.ts';

type OfCategories = ProductListSpec & { readonly filter: { readonly categoryIds: readonly string[] } };

/** Whether a list is of categories and nothing else, in an order in which an index has each of them. */
export function readsByCategory(spec: ProductListSpec): spec is OfCategories {
  const { categoryIds, collectionId, tsquery, ids, brands, tags, minimumRating, offer } = spec.filter;
  const others: readonly unknown[] = [collectionId, tsquery, ids, brands, tags, minimumRating];
  const isAlone = others.every((asked) => asked === undefined) && !asksOfVariants(offer);
  return isAlone && categoryIds !== undefined && (spec.order === 'NEWEST' || isByPrice(spec.order));
}

/** Reads the beginning of each category, and of these the page: as quick in a large catalogue as in a small one. */
export async function readCategoriesPage(
  db: Statements<Tables>,
  { filter, order: name }: OfCategories,
  { after, direction, limit }: PagePlace,
): Promise<ListedProduct[]> {
  const order = readIn(direction, productOrder(name));
  const keys = byKeyColumns(order);
  const source = isByPrice(name)
    ? sql`product_price_ranges AS r WHERE r.category_id = category.id AND r.currency = ${filter.offer.currency}`
    : sql`products AS p WHERE p.status = 'PUBLISHED' AND p.category_id = category.id`;
  const id = isByPrice(name) ? sql.ref('r.productId') : sql.ref('p.id');
  const { rows } = await sql<ListedProduct>`
    WITH page AS MATERIALIZED (
      SELECT near.* FROM unnest(${filter.categoryIds}::uuid[]) AS category (id)
      CROSS JOIN LATERAL (
        SELECT ${id} AS product_id, ${keyColumns(order)} FROM ${source}
          AND ${after === null ? sql`true` : afterKey(order, after)}
        ORDER BY ${orderClause(order)} LIMIT ${limit}
      ) AS near
      ORDER BY ${orderClause(keys)} LIMIT ${limit}
    )
    SELECT p.id, p.revision, ${keyExpression(keys)} AS key
    FROM page JOIN products AS p ON p.id = page.product_id
    ORDER BY ${orderClause(keys)}`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = (['NEWEST', 'PRICE_DESC'] as const).map(
  (order) => (tx) =>
    readCategoriesPage(
      tx,
      { filter: { categoryIds: [''], offer: { currency: 'EUR' } }, order },
      { after: [1, ''], direction: 'forward', limit: 1 },
    ),
);
