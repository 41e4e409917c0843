import { isDeepStrictEqual } from 'node:util';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Category } from '../../catalogue/door.ts';
import { changedPage, type PageChangeInput } from '../../pages/door.ts';
import { describedCategory, saveCategory } from '../repository.ts';
import { readCategoryChange } from '../rules/category-input.ts';
import { readCategory, type CategoryChanged, type CategoryNotFound } from '../rules/tree-change.ts';
import { changeTree, recordChange, type Dependencies } from './change-tree.ts';

/** What is to be different about a category, and which version of it was read. */
export interface UpdateCategory extends PageChangeInput {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** Another category has the slug. */
export interface SlugTaken {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

/** What came of it. */
export type UpdateCategoryOutcome =
  | { readonly kind: 'updated'; readonly category: Category }
  | CategoryNotFound
  | CategoryChanged
  | SlugTaken
  | InvalidInput;

/**
 * Changes what a category is called and says, with its entry in the audit trail; where it is so already, nothing changes. Its products are
 * found by another name soon after.
 */
export async function updateCategory(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdateCategory,
): Promise<UpdateCategoryOutcome> {
  const read = readCategoryChange(input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'category-not-found', categoryId: id };
  return changeTree(dependencies, async (held) => {
    const found = readCategory(held.tree, { id, version });
    if (found.kind !== 'found') return found;
    const before = await describedCategory(held.tx, found.category);
    const wanted = changedPage(before, read.value);
    const { slug } = wanted;
    if ((held.tree.withSlug(slug)?.id ?? id) !== id) return { kind: 'slug-taken', slug };
    if (isDeepStrictEqual(before, wanted)) return { kind: 'updated', category: before };
    const after = { ...wanted, version: version + 1 };
    await saveCategory(held.tx, after);
    const action = { staffId, operation: 'categoryUpdate', reason: read.value.reason };
    await recordChange(dependencies, held, { ...action, before, after });
    return { kind: 'updated', category: after };
  });
}
