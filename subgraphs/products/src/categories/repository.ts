import { recordset, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import { readTree, type Category, type CategoryTree } from '../catalogue/door.ts';
import type { Described } from '../rich-text/door.ts';
import type { Tables } from '../tables.ts';

/** Reads the tree once nobody else can change it, until the transaction ends. Shoppers read on. */
export async function lockTree(tx: Transaction<Tables>): Promise<CategoryTree> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('categories', 0))`.execute(tx);
  return readTree(tx);
}

/** Counts the products of a category once nobody else can put one into it, until the transaction ends. */
export async function holdProducts(tx: Transaction<Tables>, categoryId: string): Promise<number> {
  await tx.selectFrom('categories').select('id').where('id', '=', categoryId).forUpdate().execute();
  const { count } = await tx
    .selectFrom('products')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('categoryId', '=', categoryId)
    .executeTakeFirstOrThrow();
  return count;
}

/** A category with the marks of its description, null where it has none. */
export type DescribedCategory = Category & Described;

/** A category of the tree with the marks of its description. */
export async function describedCategory(
  tx: Transaction<Tables>,
  category: Category,
): Promise<DescribedCategory> {
  const marks = await tx
    .selectFrom('categories')
    .select('descriptionHtml')
    .where('id', '=', category.id)
    .executeTakeFirstOrThrow();
  return { ...category, ...marks };
}

/** Adds a category. */
export async function insertCategory(tx: Transaction<Tables>, category: DescribedCategory): Promise<void> {
  await tx.insertInto('categories').values(category).execute();
}

/** Stores what a category is and is below of, and its version, but no translations; its place among its siblings is `saveOrder`'s. */
export async function saveCategory(tx: Transaction<Tables>, category: DescribedCategory): Promise<void> {
  const { id, slug, name, description, descriptionHtml, seoTitle, seoDescription } = category;
  const { parentId, position, version } = category;
  const texts = { slug, name, description, descriptionHtml, seoTitle, seoDescription };
  await tx
    .updateTable('categories')
    .set({ ...texts, parentId, position, version })
    .where('id', '=', id)
    .execute();
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

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockTree(tx),
  (tx) => saveOrder(tx, ['']),
];
