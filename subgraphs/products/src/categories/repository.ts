import {
  anyOf,
  recordset,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import { readTree, type Category, type CategoryTree } from '../catalogue/door.ts';
import type { Tables } from '../tables.ts';
import type { KeywordChange } from './rules/keyword-changes.ts';

/** Reads the tree once nobody else can change it, until the transaction ends. Shoppers read on. */
export async function lockTree(tx: Transaction<Tables>): Promise<CategoryTree> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('categories', 0))`.execute(tx);
  return readTree(tx);
}

/** Counts the products in some categories, and not below them. */
export async function countProducts(db: Statements<Tables>, categoryIds: readonly string[]): Promise<number> {
  const { count } = await db
    .selectFrom('products')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('categoryId', '=', anyOf(categoryIds))
    .executeTakeFirstOrThrow();
  return count;
}

/** Counts the products of a category once nobody else can put one into it, until the transaction ends. */
export async function holdProducts(tx: Transaction<Tables>, categoryId: string): Promise<number> {
  await tx.selectFrom('categories').select('id').where('id', '=', categoryId).forUpdate().execute();
  return countProducts(tx, [categoryId]);
}

/** Adds a category. */
export async function insertCategory(tx: Transaction<Tables>, category: Category): Promise<void> {
  await tx.insertInto('categories').values(category).execute();
}

/** Stores what a category is and is below of, and its version; its place among its siblings is `saveOrder`'s. */
export async function saveCategory(tx: Transaction<Tables>, { id, ...category }: Category): Promise<void> {
  await tx.updateTable('categories').set(category).where('id', '=', id).execute();
}

/** Numbers siblings in an order, from 0. */
export async function saveOrder(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  const places = ids.map((id, position) => ({ id, position }));
  await tx
    .updateTable('categories')
    .from(recordset(tx, 'categories', places).as('place'))
    .set((eb) => ({ position: eb.ref('place.position') }))
    .whereRef('place.id', '=', 'categories.id')
    .whereRef('place.position', 'is distinct from', 'categories.position')
    .execute();
}

/** Deletes a category that nothing is in. */
export async function deleteCategory(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('categories').where('id', '=', id).execute();
}

/**
 * Has products found by other names of their categories: those stand before all other keywords, and are put there where they do not.
 * Locks products in the order of their ids, as who moves stock does.
 */
export async function renameKeywords(
  tx: Transaction<Tables>,
  changes: readonly KeywordChange[],
): Promise<void> {
  const records = JSON.stringify(changes);
  await sql`
    WITH changed AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${records}::jsonb) AS c("categoryId" uuid, before text, after text)
    ), held AS MATERIALIZED (
      SELECT id FROM products WHERE category_id IN (SELECT "categoryId" FROM changed) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE products SET keywords = rtrim(changed.after || ' ' ||
      CASE WHEN starts_with(products.keywords || ' ', changed.before || ' ')
        THEN substr(products.keywords, char_length(changed.before) + 2) ELSE products.keywords END)
    FROM held, changed
    WHERE products.id = held.id AND changed."categoryId" = products.category_id`.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockTree(tx),
  (tx) => saveOrder(tx, ['']),
  (tx) => renameKeywords(tx, [{ categoryId: '', before: '', after: '' }]),
];
