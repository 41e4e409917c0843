import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Intent } from '../rules/intent.ts';
import type { ComparedProduct } from '../rules/rank-related.ts';
import type { Candidate } from '../rules/recommended.ts';

/** So many products of a category are compared, those that sell best. */
const mostOfCategory = 100;
/** So many categories beside it are looked into. */
const mostCategories = 10;
/** So many products of each of these are compared. */
const mostOfOther = 10;

/** What is kept for a product: what staff picked, and what is bought with it. */
export interface KeptRecommendations {
  readonly productId: string;
  readonly pickedIds: readonly string[];
  readonly companionIds: readonly string[];
}

/** What is kept for some products, for one intent. */
export async function readKept(
  db: Statements<Tables>,
  productIds: readonly string[],
  intent: Intent,
): Promise<KeptRecommendations[]> {
  return db
    .selectFrom('products as p')
    .leftJoin('productRecommendations as picks', (join) =>
      join.onRef('picks.productId', '=', 'p.id').on('picks.intent', '=', intent),
    )
    .leftJoin('productCompanions as bought', 'bought.productId', 'p.id')
    .select((eb) => [
      'p.id as productId',
      eb.fn.coalesce('picks.pickedIds', noIds).as('pickedIds'),
      eb.fn.coalesce('bought.companionIds', noIds).as('companionIds'),
    ])
    .where('p.id', '=', anyOf(productIds))
    .execute();
}

const noIds = sql<string[]>`'{}'::uuid[]`;

/** Those of some products that shoppers see. */
export function readCandidates(db: Statements<Tables>, ids: readonly string[]): Promise<Candidate[]> {
  return db
    .selectFrom('products')
    .select(['id', 'revision', sql<boolean>`available_variants > 0`.as('isAvailable')])
    .where('id', '=', anyOf(ids))
    .where('status', '=', 'PUBLISHED')
    .execute();
}

/** A product that is compared with another, or that other one itself. */
export type ComparedWith = ComparedProduct & { readonly of: string };

/** Products, with those of their categories and of the categories beside them that sell best. */
export async function readCompared(
  db: Statements<Tables>,
  productIds: readonly string[],
  currency: string,
): Promise<ComparedWith[]> {
  const { rows } = await sql<ComparedWith>`
    WITH asked AS MATERIALIZED (
      SELECT p.id, p.category_id, own.parent_id FROM products AS p JOIN categories AS own ON own.id = p.category_id
      WHERE p.id = ANY (${productIds}::uuid[])
    ), near AS MATERIALIZED (
      SELECT id AS "of", id AS product_id FROM asked
      UNION SELECT asked.id, best.product_id FROM asked CROSS JOIN LATERAL (
        SELECT product_id FROM product_sales AS s WHERE s.category_id = asked.category_id
        ORDER BY s.score DESC, s.product_id DESC LIMIT ${mostOfCategory}
      ) AS best
      UNION SELECT asked.id, best.product_id FROM asked CROSS JOIN LATERAL (
        SELECT id FROM categories AS c WHERE c.parent_id = asked.parent_id AND c.id <> asked.category_id
        ORDER BY c.position, c.id LIMIT ${mostCategories}
      ) AS beside CROSS JOIN LATERAL (
        SELECT product_id FROM product_sales AS s WHERE s.category_id = beside.id
        ORDER BY s.score DESC, s.product_id DESC LIMIT ${mostOfOther}
      ) AS best
    )
    SELECT near."of", p.id, p.category_id, p.product_type_id, p.brand, p.tags, p.attribute_terms,
      r.min_minor AS price_minor, coalesce(s.score, 0) AS score
    FROM near JOIN products AS p ON p.id = near.product_id
      LEFT JOIN product_sales AS s ON s.product_id = p.id
      LEFT JOIN product_price_ranges AS r ON r.product_id = p.id AND r.currency = ${currency}`.execute(db);
  return rows;
}

/** The version of a product that nobody else changes until the transaction ends; undefined when there is none of that id. */
export async function lockVersion(tx: Transaction<Tables>, id: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('products')
    .select('version')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.version;
}

/** What staff picked for a product. */
export async function readPicks(
  tx: Transaction<Tables>,
  productId: string,
  intent: Intent,
): Promise<string[]> {
  const row = await tx
    .selectFrom('productRecommendations')
    .select('pickedIds')
    .where('productId', '=', productId)
    .where('intent', '=', intent)
    .executeTakeFirst();
  return row?.pickedIds ?? [];
}

/** Those of some products that there are, shown or not. */
export async function readKnownIds(db: Statements<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('products').select('id').where('id', '=', anyOf(ids)).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Stores what staff picked for a product, which is at another version from then on. */
export async function savePicks(
  tx: Transaction<Tables>,
  { productId, intent, pickedIds, version }: PickedFor,
): Promise<void> {
  await tx
    .insertInto('productRecommendations')
    .values({ productId, intent, pickedIds: [...pickedIds] })
    .onConflict((conflict) =>
      conflict
        .columns(['productId', 'intent'])
        .doUpdateSet((eb) => ({ pickedIds: eb.ref('excluded.pickedIds') })),
    )
    .execute();
  await tx.updateTable('products').set({ version }).where('id', '=', productId).execute();
}

/** What staff picked for a product, and the version that it has by that. */
export interface PickedFor {
  readonly productId: string;
  readonly intent: Intent;
  readonly pickedIds: readonly string[];
  readonly version: number;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readKept(db, [''], 'RELATED'),
  (db) => readCandidates(db, ['']),
  (db) => readCompared(db, [''], 'EUR'),
  (tx) => lockVersion(tx, ''),
  (tx) => readPicks(tx, '', 'RELATED'),
  (tx) => savePicks(tx, { productId: '', intent: 'RELATED', pickedIds: [''], version: 1 }),
];
