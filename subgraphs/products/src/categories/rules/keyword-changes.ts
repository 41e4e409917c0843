import type { CategoryTree } from '../../catalogue/door.ts';

/** The names that products of one category are found by, before and after a change of the tree. */
export interface KeywordChange {
  readonly categoryId: string;
  readonly before: string;
  readonly after: string;
}

/** What a change of a category makes different for the products of it and of all below it. */
export function keywordChanges(before: CategoryTree, after: CategoryTree, id: string): KeywordChange[] {
  return before
    .idsBelow(id)
    .map((categoryId) => ({
      categoryId,
      before: namesOf(before, categoryId),
      after: namesOf(after, categoryId),
    }))
    .filter((change) => change.before !== change.after);
}

function namesOf(tree: CategoryTree, id: string): string {
  return tree
    .path(id)
    .map(({ name }) => name)
    .join(' ');
}
