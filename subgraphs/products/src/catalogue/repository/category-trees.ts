import type { Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import { CategoryTree } from '../rules/category-tree.ts';
import { readRecently, type RecentlyRead } from './read-recently.ts';

/** Reads of the whole category tree. */
export type CategoryTrees = RecentlyRead<CategoryTree>;

/** Opens the tree of a database for one process. */
export function openCategoryTrees(db: Statements<Tables>): CategoryTrees {
  return readRecently(() => readTree(db));
}

/** Reads the whole tree. */
export async function readTree(db: Statements<Tables>): Promise<CategoryTree> {
  return new CategoryTree(await db.selectFrom('categories').selectAll().execute());
}
