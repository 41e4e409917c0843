import { whoeverAsks, type Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import { CategoryTree } from '../rules/category-tree.ts';

/** No process is told of what another one changes; gateways keep no answer for so long after they are (`settlesMs`). */
const keptMs = 1_000;

/** Reads of the whole category tree. */
export interface CategoryTrees {
  /** As it was at most a second ago, read once for all who ask. */
  readonly recent: () => Promise<CategoryTree>;
  /** As it is now; `recent` is not older from here on. */
  readonly current: () => Promise<CategoryTree>;
}

/** Opens the tree of a database for one process. */
export function openCategoryTrees(db: Statements<Tables>): CategoryTrees {
  let kept: { readonly tree: Promise<CategoryTree>; readonly since: number } | undefined;
  const current = (): Promise<CategoryTree> => {
    const tree = whoeverAsks(() => readTree(db));
    const read = { tree, since: performance.now() };
    kept = read;
    tree.catch(() => {
      if (kept === read) kept = undefined;
    });
    return tree;
  };
  const recent = (): Promise<CategoryTree> =>
    kept !== undefined && performance.now() - kept.since < keptMs ? kept.tree : current();
  return { recent, current };
}

/** Reads the whole tree. */
export async function readTree(db: Statements<Tables>): Promise<CategoryTree> {
  return new CategoryTree(await db.selectFrom('categories').selectAll().execute());
}
