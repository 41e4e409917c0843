import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Companion } from '../rules/rank-companions.ts';

/** The pace at which sales count less: an order counts half as much for each such time that has passed. */
const halfLifeDays = 30;
/** So many of the latest orders of a product are counted. */
const mostOrders = 20_000;
/** So many of the latest orders of a product tell what is bought with it. */
const mostBaskets = 1_000;
/** What is in an order of more products does not go together; it is what a shop or an office buys. */
const largestBasket = 20;

/** Whether anything was bought or cancelled that is not counted yet. */
export async function hasChanges(db: Statements<Tables>): Promise<boolean> {
  const { rows } = await sql`SELECT FROM sales_changes LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Lets no other process count until the transaction ends. @returns false where one does already */
export async function takeTurn(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ readonly isTaken: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('count sales', 0)) AS is_taken`.execute(tx);
  return rows[0]?.isTaken === true;
}

/** Takes products whose sales have changed, so many at most, each with all of its changes. Ids of changes are random, so that each has its turn. */
export async function takeChanged(tx: Transaction<Tables>, limit: number): Promise<string[]> {
  const { rows } = await sql<{ readonly productId: string }>`
    WITH next AS (SELECT product_id FROM sales_changes ORDER BY id LIMIT ${limit}), taken AS (
      DELETE FROM sales_changes WHERE product_id IN (SELECT product_id FROM next) RETURNING product_id
    )
    SELECT DISTINCT product_id FROM taken ORDER BY product_id`.execute(tx);
  return rows.map(({ productId }) => productId);
}

/**
 * Counts the orders of products. An order of today weighs twice as much as one of 30 days ago: as this is so of all products alike, and stays
 * so, the order of their scores does not change as time passes, and only what is sold is written. The score is the binary logarithm of the sum
 * of 2 to the power of the half-lives between 2020 and each order, whose time is in its id (RFC 9562, 5.7).
 */
export async function countOrders(tx: Transaction<Tables>, productIds: readonly string[]): Promise<void> {
  await sql`
    WITH counted AS MATERIALIZED (
      SELECT asked.id AS product_id, count(sold.order_id)::integer AS orders,
        coalesce(ln(sum(power(2::float8, sold.days / ${halfLifeDays}::float8))) / ln(2::float8), 0) AS score
      FROM unnest(${productIds}::uuid[]) AS asked (id) LEFT JOIN LATERAL (
        SELECT bought.order_id, least(
          ('x' || translate(left(bought.order_id::text, 13), '-', ''))::bit(48)::bigint / 86400000::float8,
          extract(epoch FROM now())::float8 / 86400) - 18262 AS days
        FROM purchases AS bought WHERE bought.product_id = asked.id AND NOT bought.is_undone
        ORDER BY bought.order_id DESC LIMIT ${mostOrders}
      ) AS sold ON true
      GROUP BY asked.id
    )
    UPDATE product_sales AS kept SET orders = counted.orders, score = counted.score FROM counted
    WHERE kept.product_id = counted.product_id AND (kept.orders, kept.score) IS DISTINCT FROM (counted.orders, counted.score)`.execute(
    tx,
  );
}

/** What the latest orders of products have beside them, and is shown, each with the product it was found for. */
export async function readCompanions(
  tx: Transaction<Tables>,
  productIds: readonly string[],
  least: number,
): Promise<(Companion & { readonly of: string })[]> {
  const { rows } = await sql<Companion & { readonly of: string }>`
    SELECT asked.id AS "of", other.product_id, count(*)::integer AS together, sales.orders
    FROM unnest(${productIds}::uuid[]) AS asked (id)
    CROSS JOIN LATERAL (
      SELECT order_id FROM purchases WHERE product_id = asked.id AND NOT is_undone
      ORDER BY order_id DESC LIMIT ${mostBaskets}
    ) AS basket
    CROSS JOIN LATERAL (
      SELECT product_id, count(*) OVER () AS products FROM purchases
      WHERE purchases.order_id = basket.order_id AND NOT is_undone
    ) AS other
    JOIN product_sales AS sales ON sales.product_id = other.product_id
    WHERE other.products <= ${largestBasket} AND other.product_id <> asked.id
    GROUP BY asked.id, other.product_id, sales.orders HAVING count(*) >= ${least}`.execute(tx);
  return rows;
}

/** What is bought with one product. */
export interface StoredCompanions {
  readonly productId: string;
  /** None where nothing is known to be. */
  readonly companionIds: readonly string[];
}

/** Stores what is bought with products, of those that there are. */
export async function saveCompanions(
  tx: Transaction<Tables>,
  companions: readonly StoredCompanions[],
): Promise<void> {
  const none = companions.filter(({ companionIds }) => companionIds.length === 0);
  await tx
    .deleteFrom('productCompanions')
    .where('productId', '=', anyOf(none.map(({ productId }) => productId)))
    .execute();
  const some = companions.filter(({ companionIds }) => companionIds.length > 0);
  await sql`
    INSERT INTO product_companions AS kept (product_id, companion_ids)
    SELECT p.id, ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(found."companionIds") WITH ORDINALITY AS one (value, place) ORDER BY place)
    FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS found ("productId" uuid, "companionIds" jsonb)
      JOIN products AS p ON p.id = found."productId"
    ON CONFLICT (product_id) DO UPDATE SET companion_ids = excluded.companion_ids
    WHERE kept.companion_ids <> excluded.companion_ids`.execute(tx);
}

/** Has all products counted again, from what is kept of orders. @returns how many */
export async function noteAll(tx: Transaction<Tables>): Promise<number> {
  await sql`
    INSERT INTO product_sales (product_id, category_id) SELECT id, category_id FROM products WHERE status = 'PUBLISHED'
    ON CONFLICT DO NOTHING`.execute(tx);
  const { numAffectedRows } =
    await sql`INSERT INTO sales_changes (product_id) SELECT id FROM products`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => hasChanges(db),
  (tx) => takeChanged(tx, 1),
  (tx) => countOrders(tx, ['']),
  (tx) => readCompanions(tx, [''], 2),
  (tx) => saveCompanions(tx, [{ productId: '', companionIds: [''] }]),
];
