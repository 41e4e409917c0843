import type { Category, CategoryTree } from '../../catalogue/door.ts';

/** The names of a category and of those above it, from the top. */
export function categoryPath(tree: CategoryTree, id: string): string {
  return tree
    .path(id)
    .map(({ name }) => name)
    .join(' > ');
}

/** The category that one of some names is of: its slug, its path of names, or a name that no other has. */
export function findCategory(tree: CategoryTree, names: readonly string[]): Category | undefined {
  for (const name of names) {
    const found = tree.withSlug(name) ?? onlyOne(tree, (id) => categoryPath(tree, id) === name);
    if (found !== undefined) return found;
  }
  return names
    .map((wanted) => onlyOne(tree, (id) => tree.get(id)?.name === wanted))
    .find((found) => found !== undefined);
}

function onlyOne(tree: CategoryTree, isIt: (id: string) => boolean): Category | undefined {
  const found = tree.walk().filter(({ id }) => isIt(id));
  return found.length === 1 ? found[0] : undefined;
}
