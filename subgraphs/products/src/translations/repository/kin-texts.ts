import { anyOf, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/**
 * A category or an attribute that is called something else in some language, a category that was moved, or an attribute that searches read otherwise; and how
 * far its products know.
 */
export interface KinChange {
  readonly id: string;
  readonly categoryId: string | null;
  readonly definitionId: string | null;
  /** Of the attribute. */
  readonly productTypeId: string | null;
  readonly lookedTo: string | null;
}

/** A change that nobody else works on, once all have ended who may have written products without knowing of it. */
export function takeChange(tx: Transaction<Tables>): Promise<KinChange | undefined> {
  return tx
    .selectFrom('kinTextChanges as change')
    .select(['id', 'categoryId', 'definitionId', 'lookedTo'])
    .select((eb) =>
      eb
        .selectFrom('attributeDefinitions as said')
        .select('said.productTypeId')
        .whereRef('said.id', '=', 'change.definitionId')
        .as('productTypeId'),
    )
    .where(sql<boolean>`noted_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
    .orderBy('notedIn')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** The next products, in the order of their ids, that are in a category or below it, or that something is said of in an attribute. */
export async function nextKin(
  tx: Transaction<Tables>,
  { categoryId, definitionId, lookedTo }: KinChange,
  limit: number,
): Promise<string[]> {
  const beyond = lookedTo === null ? sql`true` : sql`id > ${lookedTo}::uuid`;
  const { rows } =
    categoryId === null
      ? await sql<{ id: string }>`
        SELECT DISTINCT id FROM (SELECT product_id AS id FROM attribute_values WHERE definition_id = ${definitionId}::uuid) AS said
        WHERE ${beyond} ORDER BY id LIMIT ${limit}`.execute(tx)
      : await sql<{ id: string }>`
        WITH RECURSIVE below AS (
          SELECT ${categoryId}::uuid AS category_id
          UNION SELECT c.id FROM categories c JOIN below ON c.parent_id = below.category_id
        )
        SELECT id FROM products WHERE category_id IN (SELECT category_id FROM below) AND ${beyond} ORDER BY id LIMIT ${limit}`.execute(
          tx,
        );
  return rows.map(({ id }) => id);
}

/** What products are found by follows from this, and from their categories and attributes. */
export type KinOfProduct = Pick<
  Selectable<Tables['products']>,
  'id' | 'categoryId' | 'tags' | 'optionValues'
>;

/** Products that nobody else changes until the transaction ends; locked in the order of their ids, as who moves stock does. */
export function holdKin(tx: Transaction<Tables>, ids: readonly string[]): Promise<KinOfProduct[]> {
  return tx
    .selectFrom('products')
    .select(['id', 'categoryId', 'tags', 'optionValues'])
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Has products found by these keywords, by what their attributes say, and by what their categories and choices are called in other languages now. */
export async function renewKin(
  tx: Transaction<Tables>,
  products: readonly { readonly id: string; readonly keywords: string }[],
): Promise<void> {
  await sql`
    UPDATE products p SET keywords = renewed.keywords, attribute_text = renewed.said, kin_texts = renewed.texts
    FROM (
      SELECT one.id, one.keywords, attribute_text_of(one.id) AS said, kin_texts_of(one.id, said.category_id) AS texts
      FROM unnest(${products.map(({ id }) => id)}::uuid[], ${products.map(({ keywords }) => keywords)}::text[]) AS one (id, keywords)
      JOIN products said ON said.id = one.id
    ) AS renewed
    WHERE p.id = renewed.id
      AND (p.keywords, p.attribute_text, p.kin_texts) IS DISTINCT FROM (renewed.keywords, renewed.said, renewed.texts)`.execute(
    tx,
  );
}

/** Stores up to which product a change has come. */
export async function saveLookedTo(tx: Transaction<Tables>, id: string, lookedTo: string): Promise<void> {
  await tx.updateTable('kinTextChanges').set({ lookedTo }).where('id', '=', id).execute();
}

/** Ends a change that has come to all products. */
export async function endChange(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('kinTextChanges').where('id', '=', id).execute();
}

const noId = '00000000-0000-7000-8000-000000000000';
const change = { id: noId, categoryId: null, definitionId: null, productTypeId: null, lookedTo: noId };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => takeChange(tx),
  (tx) => nextKin(tx, { ...change, categoryId: noId }, 1),
  (tx) => nextKin(tx, { ...change, definitionId: noId }, 1),
  (tx) => holdKin(tx, [noId]),
  (tx) => renewKin(tx, [{ id: noId, keywords: '' }]),
  (tx) => saveLookedTo(tx, noId, noId),
  (tx) => endChange(tx, noId),
];
