import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { countReferring, type ReferredTo } from '../../attributes/door.ts';
import { deleteCategory as removeCategory, describedCategory, holdProducts } from '../repository.ts';
import { readCategory, type CategoryChanged, type CategoryNotFound } from '../rules/tree-change.ts';
import { changeTree, recordChange, type Dependencies } from './change-tree.ts';

/** A category to be deleted, and which version of it was read. */
export interface DeleteCategory {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it; `parentId` is of the category that it was below. */
export type DeleteCategoryOutcome =
  | { readonly kind: 'deleted'; readonly parentId: string | null }
  | { readonly kind: 'not-empty'; readonly categoryCount: number; readonly productCount: number }
  | ReferredTo
  | CategoryNotFound
  | CategoryChanged
  | InvalidInput;

/** Deletes a category that nothing is in and nothing refers to, with its entry in the audit trail. */
export async function deleteCategory(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeleteCategory,
): Promise<DeleteCategoryOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'category-not-found', categoryId: id };
  return changeTree(dependencies, async (held) => {
    const found = readCategory(held.tree, { id, version });
    if (found.kind !== 'found') return found;
    const before = await describedCategory(held.tx, found.category);
    const categoryCount = held.tree.children(id).length;
    const productCount = await holdProducts(held.tx, id);
    if (categoryCount + productCount > 0) return { kind: 'not-empty', categoryCount, productCount };
    const referringCount = await countReferring(held.tx, 'CATEGORY', id);
    if (referringCount > 0) return { kind: 'referred-to', referringCount };
    await removeCategory(held.tx, id);
    const action = { staffId, operation: 'categoryDelete', ...why.value };
    await recordChange(dependencies, held, { ...action, before, after: null });
    return { kind: 'deleted', parentId: before.parentId };
  });
}
