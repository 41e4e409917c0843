import { readIn, type StatementSample, type Statements } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
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
  type ProductOrderName,
} from './product-order.ts';

type OfCategories = ProductListSpec & { readonly filter: { readonly categoryIds: readonly string[] } };

/** Whether a list is of categories and nothing else, in an order in which an index has each of them. */
export function readsByCategory(spec: ProductListSpec): spec is OfCategories {
  const { categoryIds, offer, ...others } = spec.filter;
  const asked: readonly unknown[] = Object.values(others);
  const isAlone = asked.every((one) => one === undefined) && !asksOfVariants(offer);
  return isAlone && categoryIds !== undefined && hasIndex(spec.order);
}

function hasIndex(order: ProductOrderName): boolean {
  return order === 'NEWEST' || order === 'BEST_SELLING' || isByPrice(order);
}

/** Reads the beginning of each category, and of these the page: as quick in a large catalogue as in a small one. */
export async function readCategoriesPage(
  db: Statements<Tables>,
  { filter, order: name }: OfCategories,
  { after, direction, limit }: PagePlace,
): Promise<ListedProduct[]> {
  const order = readIn(direction, productOrder(name));
  const keys = byKeyColumns(order);
  const { source, id } = sourceOf(name, filter.offer.currency);
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

/** What has an index for each category in the order, with the condition for one of them, and what the product is called there. */
function sourceOf(order: ProductOrderName, currency: string): Record<'source' | 'id', RawBuilder<unknown>> {
  if (order === 'BEST_SELLING')
    return { source: sql`product_sales AS s WHERE s.category_id = category.id`, id: sql.ref('s.productId') };
  if (isByPrice(order))
    return {
      source: sql`product_price_ranges AS r WHERE r.category_id = category.id AND r.currency = ${currency}`,
      id: sql.ref('r.productId'),
    };
  return {
    source: sql`products AS p WHERE p.status = 'PUBLISHED' AND p.category_id = category.id`,
    id: sql.ref('p.id'),
  };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = (['NEWEST', 'PRICE_DESC', 'BEST_SELLING'] as const).map(
  (order) => (tx) =>
    readCategoriesPage(
      tx,
      { filter: { categoryIds: [''], offer: { currency: 'EUR' } }, order },
      { after: [1, ''], direction: 'forward', limit: 1 },
    ),
);
