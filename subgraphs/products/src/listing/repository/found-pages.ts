import { readIn, type StatementSample, type Statements } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import { mostCounted } from '../rules/counted.ts';
import {
  isByPrice,
  listed,
  type ListedProduct,
  type PagePlace,
  type ProductListSpec,
} from './listed-products.ts';
import { builtOnce } from './built-once.ts';
import { asksForStockAlone, asksOfVariants, inOffer } from './offer-filter.ts';
import { inProduct, isNamedBy, orPinned } from './product-filter.ts';
import {
  afterKey,
  byKeyColumns,
  keyColumns,
  keyExpression,
  keySelections,
  orderClause,
  productOrder,
} from './product-order.ts';

/** A page of what a text finds, with how many that is, up to `mostCounted`. */
export interface FoundPage {
  /** None where there is more than is counted and another order than RELEVANCE. */
  readonly products: readonly ListedProduct[];
  readonly counted: number;
}

/** All of it is null but the count where the page is empty. */
type FoundRow = { readonly counted: number } & (ListedProduct | { readonly id: null });

/**
 * Finds and counts the products of a list once, and sorts them: what is quick where few are in the list. Of more than are counted,
 * RELEVANCE sorts those that have all words in their name, and as many others as are counted.
 */
export async function readFoundPage(
  db: Statements<Tables>,
  spec: ProductListSpec,
  place: PagePlace,
): Promise<FoundPage> {
  const statement = builtOnce('found', { spec, place }, (one, at) => foundPage(db, one, at).compile(db));
  const { rows } = await db.executeQuery(statement);
  return { products: rows.filter((row) => row.id !== null), counted: rows[0]?.counted ?? 0 };
}

function foundPage(
  db: Statements<Tables>,
  spec: ProductListSpec,
  { after, direction, limit }: PagePlace,
): RawBuilder<FoundRow> {
  const keys = byKeyColumns(readIn(direction, productOrder(spec.order, spec.filter)));
  const most = sql.lit(mostCounted);
  const named = namedToo(db, spec);
  const isSorted =
    named === null && spec.order !== 'RELEVANCE' ? sql`(SELECT counted FROM size) < ${most}` : sql`true`;
  return sql<FoundRow>`
    WITH hits AS MATERIALIZED (SELECT * FROM ${found(db, spec)} AS found LIMIT ${most}),
      size AS MATERIALIZED (SELECT count(*)::integer AS counted FROM hits),
      page AS MATERIALIZED (
        SELECT * FROM (SELECT * FROM hits ${named === null ? sql`` : sql`UNION (SELECT * FROM ${named} AS named LIMIT ${most})`}) AS all_hits
        WHERE ${isSorted} AND ${after === null ? sql`true` : afterKey(keys, after)}
        ORDER BY ${orderClause(keys)} LIMIT ${limit}
      )
    SELECT size.counted, p.id, p.revision, ${keyExpression(keys)} AS key
    FROM size LEFT JOIN (page JOIN products AS p ON p.id = page.product_id) ON true
    ORDER BY ${orderClause(keys)}`;
}

function found(db: Statements<Tables>, spec: ProductListSpec): RawBuilder<unknown> {
  const { filter, order } = spec;
  const isLookedAt = !asksOfVariants(filter.offer) || asksForStockAlone(filter.offer);
  return isByPrice(order) && isLookedAt ? priced(spec) : selected(listed(db, spec), spec);
}

/** One look into an index for each product: to join them, the planner would read the prices of all. */
function priced({ filter, order }: ProductListSpec): RawBuilder<unknown> {
  const { offer } = filter;
  const price = asksOfVariants(offer)
    ? sql`
      SELECT o.product_id, o.amount_minor AS min_minor FROM variant_offers o
      WHERE o.product_id = p.id AND ${inOffer(offer)}
      ORDER BY NOT o.available, o.amount_minor, o.variant_id LIMIT 1`
    : sql`
      SELECT r.product_id, r.min_minor FROM product_price_ranges r
      WHERE r.product_id = p.id AND r.currency = ${offer.currency} OFFSET 0`;
  return sql`(
    SELECT p.id AS product_id, ${keyColumns(productOrder(order, filter))}
    FROM products p CROSS JOIN LATERAL (${price}) AS r WHERE ${inProduct(filter)})`;
}

/** Those whose name has all of the words, and those that are pinned, where there are more hits than are sorted. */
function namedToo(db: Statements<Tables>, spec: ProductListSpec): RawBuilder<unknown> | null {
  const { named, pinned } = spec.filter;
  if (spec.order !== 'RELEVANCE' || (named ?? pinned) === undefined) return null;
  const isNeeded = sql<boolean>`(SELECT counted FROM size) = ${sql.lit(mostCounted)}`;
  const isNamed = named === undefined ? sql<boolean>`false` : isNamedBy(named.tsquery);
  return selected(listed(db, spec).where(isNeeded).where(orPinned(isNamed, pinned)), spec);
}

function selected(query: ReturnType<typeof listed>, spec: ProductListSpec): RawBuilder<unknown> {
  const keys = keySelections(productOrder(spec.order, spec.filter));
  return sql`${query.select('p.id as productId').select(keys)}`;
}

const mug = { tsquery: 'mug', offer: { currency: 'EUR' } } as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    readFoundPage(
      tx,
      { filter: mug, order: 'PRICE_ASC' },
      { after: [1, ''], direction: 'forward', limit: 1 },
    ),
  (tx) =>
    readFoundPage(
      tx,
      { filter: { ...mug, named: { text: 'Mug', tsquery: 'mug:A', phrase: 'mug:A' } }, order: 'RELEVANCE' },
      { after: [2, 0.5, ''], direction: 'backward', limit: 1 },
    ),
];
