import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { freeSlug, type Category, type CategoryTree } from '../../catalogue/door.ts';
import { insertCategory, saveOrder, type DescribedCategory } from '../repository.ts';
import { readNewCategory, type CategoryInput, type CheckedCategory } from '../rules/category-input.ts';
import {
  maxCategories,
  placeFault,
  siblingsWith,
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
import type { SlugTaken } from './update-category.ts';

/** A category to be made. */
export interface CreateCategory extends CategoryInput {
  readonly staffId: string;
  readonly parentId?: string | null | undefined;
}

/** What came of it. */
export type CreateCategoryOutcome =
  | { readonly kind: 'created'; readonly category: Category }
  | { readonly kind: 'too-many-categories'; readonly limit: number }
  | CategoryNotFound
  | CategoryHoldsProducts
  | SlugTaken
  | InvalidInput;

/** Makes a category, with its entry in the audit trail. */
export async function createCategory(
  dependencies: Dependencies,
  { staffId, parentId = null, ...input }: CreateCategory,
): Promise<CreateCategoryOutcome> {
  const read = readNewCategory(input);
  if (read.kind === 'invalid-input') return read;
  if (parentId !== null && !isId(parentId)) return { kind: 'category-not-found', categoryId: parentId };
  return changeTree(dependencies, async (held) => {
    const fault = (await createFault(held, parentId)) ?? slugFault(held.tree, read.value);
    if (fault !== undefined) return fault;
    const { reason } = read.value;
    const after = await addTo(held, { ...read.value, id: dependencies.newId(), parentId });
    const action = { staffId, operation: 'categoryCreate', reason };
    await recordChange(dependencies, held, { ...action, before: null, after });
    return { kind: 'created', category: after };
  });
}

async function createFault(
  held: HeldTree,
  parentId: string | null,
): Promise<Exclude<CreateCategoryOutcome, { kind: 'created' }> | undefined> {
  if (held.tree.walk().length >= maxCategories) return { kind: 'too-many-categories', limit: maxCategories };
  const fault = placeFault(held.tree, { id: null, parentId }) as Exclude<
    ReturnType<typeof placeFault>,
    CategoryCycle
  >;
  return fault ?? productsFault(held, parentId);
}

function slugFault(tree: CategoryTree, { slug, isOwnSlug }: CheckedCategory): SlugTaken | undefined {
  return isOwnSlug && tree.withSlug(slug) !== null ? { kind: 'slug-taken', slug } : undefined;
}

async function addTo(
  { tx, tree }: HeldTree,
  { id, parentId, ...checked }: CheckedCategory & Pick<Category, 'id' | 'parentId'>,
): Promise<DescribedCategory> {
  const siblings = siblingsWith(tree, { id, parentId, position: checked.position });
  const slug = freeSlug(checked.slug, (one) => tree.withSlug(one) !== null);
  const { name, description, descriptionHtml, seoTitle, seoDescription } = checked;
  const texts = { slug, name, description, descriptionHtml, seoTitle, seoDescription };
  const category = { id, parentId, ...texts, position: siblings.indexOf(id), version: 1 };
  await insertCategory(tx, category);
  await saveOrder(tx, siblings);
  return category;
}
