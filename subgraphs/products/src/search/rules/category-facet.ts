import type { Language } from '@cartwright/languages';
import type { Category, CategoryTree } from '../../catalogue/door.ts';
import { nameIn } from '../../languages/door.ts';
import type { ProductChoice } from '../../listing/door.ts';
import { isWorthShowing, type FacetValue } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { toggle } from './toggle-choice.ts';

/** The category tree, each before those below it; a category counts all below it. What is above a value is there too. */
export function categoryValues(
  counts: readonly FacetCount[],
  { tree, language }: { readonly tree: CategoryTree; readonly language: Language },
  choice: ProductChoice,
): FacetValue[] {
  const ofCategory = new Map(counts.map(({ value, count }) => [value, count]));
  const countBelow = ({ id }: Category) =>
    tree.idsBelow(id).reduce((sum, below) => sum + (ofCategory.get(below) ?? 0), 0);
  const isSelected = ({ slug }: Category) => choice.categories.includes(slug);
  return tree
    .walk()
    .map((category) => ({ category, count: countBelow(category) }))
    .filter(
      ({ category, count }) =>
        isWorthShowing({ count, selected: isSelected(category) }) ||
        tree.idsBelow(category.id).some((id) => isSelected(tree.get(id) ?? category)),
    )
    .map(({ category, count }) => ({
      value: category.slug,
      label: nameIn(category, language),
      count,
      selected: isSelected(category),
      depth: tree.path(category.id).length - 1,
      parent: category.parentId === null ? null : (tree.get(category.parentId)?.slug ?? null),
      toggled: { ...choice, categories: toggle(choice.categories, category.slug) },
    }));
}
