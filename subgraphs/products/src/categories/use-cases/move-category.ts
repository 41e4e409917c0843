import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Category, CategoryTree } from '../../catalogue/door.ts';
import { describedCategory, saveCategory, saveOrder } from '../repository.ts';
import { readPlace } from '../rules/category-input.ts';
import {
  placeFault,
  readCategory,
  siblingsWith,
  type CategoryChanged,
  type CategoryCycle,
  type CategoryNotFound,
} from '../rules/tree-change.ts';
import {
  changeTree,
  productsFault,
  recordChange,
  type CategoryHoldsProducts,
  type Dependencies,
  type HeldTree,
} from './change-tree.ts';

/** Where a category is to be, and which version of it was read. */
export interface MoveCategory {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  /** Null for the top. */
  readonly parentId?: string | null | undefined;
  /** From 0; behind all others when left out. */
  readonly position?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

type MoveFault = CategoryNotFound | CategoryChanged | CategoryCycle | CategoryHoldsProducts | InvalidInput;

/** What came of it. */
export type MoveCategoryOutcome = { readonly kind: 'moved'; readonly category: Category } | MoveFault;

/**
 * Moves a category with all below it, with its entry in the audit trail; where it is there already, nothing changes. Its products are found by
 * the names of what it is below soon after.
 */
export async function moveCategory(
  dependencies: Dependencies,
  { staffId, id, version, parentId = null, position, reason }: MoveCategory,
): Promise<MoveCategoryOutcome> {
  const read = readPlace({ position, reason });
  if (read.kind === 'invalid-input') return read;
  const unknown = [id, parentId].find((one) => one !== null && !isId(one));
  if (unknown != null) return { kind: 'category-not-found', categoryId: unknown };
  return changeTree(dependencies, async (held) => {
    const found = readCategory(held.tree, { id, version });
    if (found.kind !== 'found') return found;
    const before = await describedCategory(held.tx, found.category);
    const siblings = siblingsWith(held.tree, { id, parentId, position: read.value.position });
    if (isThere(held.tree, before, { parentId, siblings })) return { kind: 'moved', category: before };
    const after = { ...before, parentId, position: siblings.indexOf(id), version: version + 1 };
    const fault = await moveFault(held, after);
    if (fault !== undefined) return fault;
    await saveCategory(held.tx, after);
    await saveOrder(held.tx, siblings);
    const action = { staffId, operation: 'categoryMove', reason: read.value.reason };
    await recordChange(dependencies, held, { ...action, before, after });
    return { kind: 'moved', category: after };
  });
}

async function moveFault(held: HeldTree, after: Category): Promise<MoveFault | undefined> {
  const fault = placeFault(held.tree, after);
  if (fault !== undefined) return fault;
  return productsFault(held, after.parentId);
}

function isThere(
  tree: CategoryTree,
  { parentId }: Category,
  place: { readonly parentId: string | null; readonly siblings: readonly string[] },
): boolean {
  if (parentId !== place.parentId) return false;
  return tree.children(parentId).every(({ id }, index) => id === place.siblings[index]);
}
