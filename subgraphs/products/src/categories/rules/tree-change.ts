import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Category, CategoryTree } from '../../catalogue/door.ts';

/** How many levels the tree may have. */
export const maxLevels = 6;

/** How many categories there may be: every process has all of them in memory. */
export const maxCategories = 2_000;

/** There is no category of that id. */
export interface CategoryNotFound {
  readonly kind: 'category-not-found';
  readonly categoryId: string;
}

/** The category is no more as it was when it was read. */
export interface CategoryChanged {
  readonly kind: 'category-changed';
  readonly category: Category;
}

/** A category would lie below itself. */
export interface CategoryCycle {
  readonly kind: 'category-cycle';
}

/** The category of that id, while it is at the version that was read. */
export function readCategory(
  tree: CategoryTree,
  { id, version }: { readonly id: string; readonly version: number },
): { readonly kind: 'found'; readonly category: Category } | CategoryNotFound | CategoryChanged {
  const category = tree.get(id);
  if (category === null) return { kind: 'category-not-found', categoryId: id };
  return category.version === version ? { kind: 'found', category } : { kind: 'category-changed', category };
}

/** Why a category, with all below it, cannot lie below another one; undefined when it can. A null id is one that is not there yet. */
export function placeFault(
  tree: CategoryTree,
  { id, parentId }: { readonly id: string | null; readonly parentId: string | null },
): CategoryNotFound | CategoryCycle | InvalidInput | undefined {
  const above = parentId === null ? [] : tree.path(parentId);
  if (parentId !== null && above.length === 0) return { kind: 'category-not-found', categoryId: parentId };
  if (above.some((category) => category.id === id)) return { kind: 'category-cycle' };
  const levels = above.length + (id === null ? 1 : levelsFrom(tree, id));
  if (levels <= maxLevels) return undefined;
  const advice = `Please choose one that is higher up: the tree has at most ${maxLevels} levels.`;
  return invalidInput(invalidField(['parentId'], 'OUT_OF_RANGE', advice));
}

/** The ids of siblings in their order, with a category at its place among them. */
export function siblingsWith(
  tree: CategoryTree,
  { id, parentId, position }: Pick<Category, 'id' | 'parentId'> & { readonly position: number | undefined },
): string[] {
  const others = tree.children(parentId).flatMap((category) => (category.id === id ? [] : category.id));
  return others.toSpliced(position ?? others.length, 0, id);
}

function levelsFrom(tree: CategoryTree, id: string): number {
  return 1 + Math.max(0, ...tree.children(id).map((child) => levelsFrom(tree, child.id)));
}
