import { type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { ToldTraits } from './events.ts';

/** Whether something else may have to be told of any product. */
export async function hasWork(db: Statements<Tables>): Promise<boolean> {
  const { rows } = await sql<{ readonly hasWork: boolean }>`
    SELECT EXISTS (SELECT FROM trait_changes) OR EXISTS (SELECT FROM moved_categories) AS has_work`.execute(
    db,
  );
  return rows[0]?.hasWork === true;
}

const turn = sql`hashtextextended('traits of products', 0)`;

/** Lets no other process tell traits until the transaction ends. @returns false where one does already */
export async function takeTurn(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ readonly isTaken: boolean }>`
    SELECT pg_try_advisory_xact_lock(${turn}) AS is_taken`.execute(tx);
  return rows[0]?.isTaken === true;
}

/** The same, once the process that does so has ended its transaction. */
export async function waitForTurn(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${turn})`.execute(tx);
}

/** Takes products that have changed, each once, and so many changes at most. */
export async function takeChanged(tx: Transaction<Tables>, limit: number): Promise<string[]> {
  const { rows } = await sql<{ readonly productId: string }>`
    WITH taken AS (
      DELETE FROM trait_changes WHERE id IN (SELECT id FROM trait_changes ORDER BY id LIMIT ${limit}) RETURNING product_id
    )
    SELECT DISTINCT product_id FROM taken`.execute(tx);
  return rows.map(({ productId }) => productId);
}

/** A category that was moved, and how far the products below it have been looked at. */
interface MovedCategory {
  readonly id: string;
  readonly categoryId: string;
  /** Null before the first. */
  readonly lookedTo: string | null;
}

/** Takes the next products, in the order of their ids, that are below a category that was moved, until the last one was taken; none where none was moved. */
export async function takeMoved(tx: Transaction<Tables>, limit: number): Promise<string[]> {
  const moved = await tx
    .selectFrom('movedCategories')
    .select(['id', 'categoryId', 'lookedTo'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (moved === undefined) return [];
  const ids = await readBelow(tx, moved, limit);
  const lookedTo = ids.length < limit ? undefined : ids.at(-1);
  if (lookedTo === undefined) await tx.deleteFrom('movedCategories').where('id', '=', moved.id).execute();
  else await tx.updateTable('movedCategories').set({ lookedTo }).where('id', '=', moved.id).execute();
  return ids;
}

async function readBelow(
  tx: Transaction<Tables>,
  { categoryId, lookedTo }: MovedCategory,
  limit: number,
): Promise<string[]> {
  const beyond = lookedTo === null ? sql`true` : sql`id > ${lookedTo}::uuid`;
  const { rows } = await sql<{ readonly id: string }>`
    WITH RECURSIVE below AS (
      SELECT ${categoryId}::uuid AS category_id
      UNION SELECT c.id FROM categories AS c JOIN below ON c.parent_id = below.category_id
    )
    SELECT id FROM products WHERE category_id IN (SELECT category_id FROM below) AND ${beyond}
    ORDER BY id LIMIT ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The next products in the order of their ids, whatever their status. */
export async function listProductIds(
  tx: Transaction<Tables>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const all = tx.selectFrom('products').select('id').orderBy('id').limit(limit);
  const rows = await (after === undefined ? all : all.where('id', '>', after)).execute();
  return rows.map(({ id }) => id);
}

/** A longer value is a text that nobody selects by. */
const mostOfValue = 100;

/** What `said` says, each once and always in one order. */
const attributes = sql`jsonb_agg(DISTINCT jsonb_build_object('key', said.key, 'value', said.value))`;

/**
 * Works out what some products are selected and taxed by, and keeps it as told, under the next version: of those where it differs from what was told last, or of
 * all. @returns what is to be told; nothing of products that there are not
 */
export async function renewTraits(
  tx: Transaction<Tables>,
  productIds: readonly string[],
  which: 'DIFFERENT' | 'ALL' = 'DIFFERENT',
): Promise<ToldTraits[]> {
  if (productIds.length === 0) return [];
  const { rows } = await sql<ToldTraits>`
    WITH RECURSIVE held AS MATERIALIZED (
      SELECT id, category_id, tax_class FROM products WHERE id = ANY (${productIds}::uuid[]) ORDER BY id FOR KEY SHARE
    ), above AS (
      SELECT DISTINCT category_id AS leaf, category_id AS id FROM held
      UNION
      SELECT above.leaf, c.parent_id FROM above JOIN categories AS c ON c.id = above.id WHERE c.parent_id IS NOT NULL
    ), said AS MATERIALIZED (
      SELECT v.product_id, v.variant_id, v.key, substr(term, length(v.key) + 2) AS value
      FROM held JOIN attribute_values AS v ON v.product_id = held.id CROSS JOIN LATERAL unnest(v.terms) AS term
      WHERE length(term) - length(v.key) - 1 <= ${mostOfValue}
    ), of_owners AS MATERIALIZED (
      SELECT said.product_id, said.variant_id, ${attributes} AS attributes FROM said GROUP BY said.product_id, said.variant_id
    ), now AS (
      SELECT held.id, jsonb_build_object(
        'categoryIds', (SELECT jsonb_agg(above.id ORDER BY above.id) FROM above WHERE above.leaf = held.category_id),
        'collectionIds', coalesce((
          SELECT jsonb_agg(m.collection_id ORDER BY m.collection_id) FROM collection_products AS m WHERE m.product_id = held.id
        ), '[]'),
        'attributes', coalesce((
          SELECT one.attributes FROM of_owners AS one WHERE one.product_id = held.id AND one.variant_id IS NULL
        ), '[]'),
        'variants', coalesce((
          SELECT jsonb_agg(jsonb_build_object('variantId', one.variant_id, 'attributes', one.attributes) ORDER BY one.variant_id)
          FROM of_owners AS one WHERE one.product_id = held.id AND one.variant_id IS NOT NULL
        ), '[]'),
        'taxClass', held.tax_class
      ) AS traits
      FROM held
    )
    INSERT INTO product_traits AS told (product_id, version, traits) SELECT id, 1, traits FROM now ORDER BY id
    ON CONFLICT (product_id) DO UPDATE SET version = told.version + 1, traits = excluded.traits
    WHERE ${which === 'ALL'} OR told.traits <> excluded.traits
    RETURNING product_id, version, traits`.execute(tx);
  return rows;
}

const noId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => hasWork(db),
  (tx) => takeTurn(tx),
  (tx) => waitForTurn(tx),
  (tx) => takeChanged(tx, 1),
  (tx) => takeMoved(tx, 1),
  (tx) => readBelow(tx, { id: noId, categoryId: noId, lookedTo: noId }, 1),
  (tx) => listProductIds(tx, { after: noId, limit: 1 }),
  (tx) => renewTraits(tx, [noId]),
];
