import { Prisma } from '../generated/prisma/client.ts';
import { productColumns } from './columns.ts';
import type { Database, Transaction } from './database.ts';
import { allOf, filterCondition, type ProductFilter } from './product-filter.ts';
import {
  afterKey,
  keyExpression,
  orderExpression,
  productOrders,
  type ProductKey,
  type ProductOrder,
  type ProductOrderName,
} from './product-order.ts';
import type { ProductRecord } from './records.ts';

/** Which products a list holds, and in which order. */
export interface ProductListSpec {
  readonly filter: ProductFilter;
  /** RELEVANCE needs a filter with a `tsquery`. */
  readonly order: ProductOrderName;
  /** Of the prices that PRICE_ASC and PRICE_DESC go by: those orders leave out what is not sold in it. */
  readonly currency: string;
}

/** A product in a list, with what its cursor is made of. */
export interface ListedProduct extends ProductRecord {
  readonly key: ProductKey;
}

/** Reads up to `limit` products after the one with the given key; null for the start. */
export function readProductPage(
  database: Database,
  spec: ProductListSpec,
  { after, limit }: { after: ProductKey | null; limit: number },
): Promise<ListedProduct[]> {
  const order = productOrders[spec.order];
  const start = after === null ? null : afterKey(order, after);
  return database.$queryRaw<ListedProduct[]>`
    SELECT ${productColumns}, ${keyExpression(order)} AS key
    FROM ${source(spec, order)}
    WHERE ${allOf([spec.order === 'RELEVANCE' ? null : filterCondition(spec.filter), start])}
    ORDER BY ${orderExpression(order)}
    LIMIT ${limit}`;
}

/** Counts the products of a list. */
export async function countProducts(database: Database, spec: ProductListSpec): Promise<number> {
  const order = productOrders[spec.order];
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${unranked(spec, order)} WHERE ${filterCondition(spec.filter)}`;
  return row?.count ?? 0;
}

/** Reads one product; null when there is none. */
export async function readProduct(tx: Transaction, id: string): Promise<ProductRecord | null> {
  const [product] = await tx.$queryRaw<ProductRecord[]>`
    SELECT ${productColumns} FROM products p WHERE p.id = ${id}::uuid`;
  return product ?? null;
}

function source(spec: ProductListSpec, order: ProductOrder): Prisma.Sql {
  return spec.order === 'RELEVANCE' ? ranked(spec.filter) : unranked(spec, order);
}

function unranked({ currency }: ProductListSpec, order: ProductOrder): Prisma.Sql {
  if (order.byPrice !== true) return Prisma.sql`products p`;
  return Prisma.sql`product_price_ranges r JOIN products p ON p.id = r.product_id AND r.currency = ${currency}`;
}

/** A word in the name weighs ten times one in the description; what is in stock comes a little earlier. */
function ranked(filter: ProductFilter): Prisma.Sql {
  return Prisma.sql`(
    SELECT p.*, (ts_rank(p.document, to_tsquery('english', ${filter.tsquery ?? ''}))
      * CASE WHEN p.available_variants > 0 THEN 1 ELSE 0.5 END)::float8 AS rank
    FROM products p WHERE ${filterCondition(filter)}
  ) p`;
}
