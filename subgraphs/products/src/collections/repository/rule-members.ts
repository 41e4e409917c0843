import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { CollectionRule } from '../rules/collection-rule.ts';
import type { ProductFacts } from '../rules/meets-rule.ts';

/** A collection with its rule. */
export interface RuledCollection {
  readonly id: string;
  readonly rule: CollectionRule;
}

/** A collection whose products are being looked at anew. */
export interface BehindCollection extends RuledCollection {
  /** The last product that was looked at; null before the first. */
  readonly lookedTo: string | null;
}

/** That a product belongs to a collection by its rule. */
export interface RuleMember {
  readonly collectionId: string;
  readonly productId: string;
}

/** Whether rules have anything to follow: products that changed or grew old, or a rule that did. */
export async function hasWork(db: Statements<Tables>): Promise<boolean> {
  const { rows } = await sql<{ readonly hasWork: boolean }>`
    SELECT EXISTS (SELECT FROM collection_changes) OR EXISTS (SELECT FROM collections WHERE is_behind)
      OR EXISTS (${grownOld(sql`clock_timestamp()`)}) AS has_work`.execute(db);
  return rows[0]?.hasWork === true;
}

/** The products that were new by some rule when it was swept last, and are not any more. */
function grownOld(at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    SELECT p.id FROM collections AS c JOIN products AS p
      ON p.created_at > c.swept_at - make_interval(hours => 24 * c.new_within_days)
      AND p.created_at <= ${at}::timestamptz - make_interval(hours => 24 * c.new_within_days)
    WHERE c.new_within_days IS NOT NULL`;
}

/** Lets no other process follow rules until the transaction ends. @returns false where one does already */
export async function takeTurn(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ readonly isTaken: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('rules of collections', 0)) AS is_taken`.execute(tx);
  return rows[0]?.isTaken === true;
}

/** The database's time, later than that of whoever had the turn before. */
export async function readTime(tx: Transaction<Tables>): Promise<Date> {
  const { rows } = await sql<{ readonly at: Date }>`SELECT clock_timestamp()::timestamptz(3) AS at`.execute(
    tx,
  );
  return rows[0]?.at ?? new Date();
}

/** Notes the products that have grown old as changed. */
export async function noteGrownOld(tx: Transaction<Tables>, at: Date): Promise<void> {
  await sql`
    WITH old AS (INSERT INTO collection_changes (product_id) ${grownOld(sql`${at}`)} RETURNING product_id)
    UPDATE collections SET swept_at = ${at}
    WHERE new_within_days IS NOT NULL AND EXISTS (SELECT FROM old)`.execute(tx);
}

/** So many are looked after at once: what a part of the products meets of so many rules is held in memory. */
const mostAtOnce = 50;

/**
 * Takes some of the collections whose products are all to be looked at anew and that have come equally far, but for those that staff have
 * in hand. What grows old is looked for from when the first products were looked at.
 */
export async function takeBehind(tx: Transaction<Tables>, at: Date): Promise<BehindCollection[]> {
  const { rows } = await sql<BehindCollection>`
    WITH behind AS MATERIALIZED (
      SELECT id, looked_to FROM collections WHERE is_behind ORDER BY id LIMIT ${mostAtOnce} FOR NO KEY UPDATE SKIP LOCKED
    ), together AS MATERIALIZED (
      SELECT id FROM behind WHERE looked_to IS NOT DISTINCT FROM (SELECT looked_to FROM behind ORDER BY id LIMIT 1)
    )
    UPDATE collections SET swept_at = CASE WHEN looked_to IS NULL THEN ${at} ELSE swept_at END FROM together
    WHERE collections.id = together.id RETURNING collections.id, rule, looked_to`.execute(tx);
  return rows;
}

/** Notes how far collections that are behind have come. @param lookedTo null where the last product has been looked at */
export async function noteLooked(
  tx: Transaction<Tables>,
  ids: readonly string[],
  lookedTo: string | null,
): Promise<void> {
  const changed = lookedTo === null ? { isBehind: false } : { lookedTo };
  await tx.updateTable('collections').set(changed).where('id', '=', anyOf(ids)).execute();
}

/** All collections with rules, none of which is deleted until the transaction ends. */
export async function holdRules(tx: Transaction<Tables>): Promise<RuledCollection[]> {
  const { rows } = await sql<RuledCollection>`
    SELECT id, rule FROM collections WHERE rule IS NOT NULL ORDER BY id FOR KEY SHARE`.execute(tx);
  return rows;
}

/** Takes products that have changed, each once, and so many changes at most. */
export async function takeChanged(tx: Transaction<Tables>, limit: number): Promise<string[]> {
  const { rows } = await sql<{ readonly productId: string }>`
    WITH taken AS (
      DELETE FROM collection_changes WHERE id IN (SELECT id FROM collection_changes LIMIT ${limit}) RETURNING product_id
    )
    SELECT DISTINCT product_id FROM taken ORDER BY product_id`.execute(tx);
  return rows.map(({ productId }) => productId);
}

/** What rules go by of some products. */
export function readFacts(db: Statements<Tables>, ids: readonly string[]): Promise<ProductFacts[]> {
  return facts(db, true).where('p.id', '=', anyOf(ids)).execute();
}

/** A part of all products, in the order of their ids. */
export interface ProductsPart {
  /** The product behind which it begins; null for the first. */
  readonly after: string | null;
  readonly limit: number;
  /** Whether some rule goes by prices; there are none otherwise. */
  readonly withPrices: boolean;
}

/** What rules go by of a part of all products. */
export function readFactsOf(
  db: Statements<Tables>,
  { after, limit, withPrices }: ProductsPart,
): Promise<ProductFacts[]> {
  const all = facts(db, withPrices).orderBy('p.id').limit(limit);
  return (after === null ? all : all.where('p.id', '>', after)).execute();
}

function facts(db: Statements<Tables>, withPrices: boolean) {
  return db
    .selectFrom('products as p')
    .select([
      'p.id',
      'p.brand',
      'p.categoryId',
      'p.tags',
      'p.createdAt',
      sql<boolean>`p.status = 'PUBLISHED'`.as('isShown'),
      sql<number>`p.rating_average`.as('rating'),
      sql<boolean>`p.available_variants > 0`.as('isForSale'),
      (withPrices ? pricesOfProduct : noPrices).as('prices'),
    ]);
}

const noPrices = sql<ProductFacts['prices']>`'[]'::json`;
const pricesOfProduct = sql<ProductFacts['prices']>`coalesce((
  SELECT json_agg(json_build_object(
    'currency', price.currency, 'amountMinor', price.amount_minor, 'compareAtMinor', price.compare_at_minor))
  FROM product_variants AS v JOIN variant_prices AS price ON price.variant_id = v.id
  WHERE v.product_id = p.id), '[]')`;

/** Of some products, has those in some collections that belong there. @returns the collections that are different now */
export async function storeMembers(
  tx: Transaction<Tables>,
  collectionIds: readonly string[],
  {
    productIds,
    members,
  }: { readonly productIds: readonly string[]; readonly members: readonly RuleMember[] },
): Promise<string[]> {
  const { rows } = await sql<{ readonly collectionId: string }>`
    WITH wanted AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(members)}::jsonb) AS w ("collectionId" uuid, "productId" uuid)
    ), gone AS (
      DELETE FROM collection_products AS kept
      WHERE kept.collection_id = ANY (${collectionIds}::uuid[]) AND kept.product_id = ANY (${productIds}::uuid[])
        AND NOT EXISTS (SELECT FROM wanted WHERE "collectionId" = kept.collection_id AND "productId" = kept.product_id)
      RETURNING collection_id
    ), new AS (
      INSERT INTO collection_products (collection_id, product_id, position, created_at)
      SELECT wanted."collectionId", p.id, 0, p.created_at FROM wanted JOIN products AS p ON p.id = wanted."productId"
      ON CONFLICT DO NOTHING RETURNING collection_id
    )
    SELECT collection_id FROM gone UNION SELECT collection_id FROM new`.execute(tx);
  return rows.map(({ collectionId }) => collectionId);
}

/** Has products stand in all collections where they belong by the time at which they came. */
export async function renewInstants(tx: Transaction<Tables>, productIds: readonly string[]): Promise<void> {
  await sql`
    WITH late AS MATERIALIZED (
      SELECT kept.collection_id, kept.product_id, p.created_at
      FROM products AS p JOIN collection_products AS kept ON kept.product_id = p.id
      WHERE p.id = ANY (${productIds}::uuid[]) AND kept.created_at <> p.created_at
    ), held AS MATERIALIZED (
      SELECT id FROM collections WHERE id IN (SELECT collection_id FROM late) ORDER BY id FOR KEY SHARE
    )
    UPDATE collection_products AS kept SET created_at = late.created_at FROM late JOIN held ON held.id = late.collection_id
    WHERE kept.collection_id = late.collection_id AND kept.product_id = late.product_id`.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => hasWork(db),
  (tx) => takeTurn(tx),
  (tx) => readTime(tx),
  (tx) => noteGrownOld(tx, new Date(0)),
  (tx) => takeBehind(tx, new Date(0)),
  (tx) => noteLooked(tx, [''], null),
  (tx) => holdRules(tx),
  (tx) => takeChanged(tx, 1),
  (tx) => readFacts(tx, ['']),
  (tx) => readFactsOf(tx, { after: '', limit: 1, withPrices: false }),
  (tx) => storeMembers(tx, [''], { productIds: [''], members: [{ collectionId: '', productId: '' }] }),
  (tx) => renewInstants(tx, ['']),
];
