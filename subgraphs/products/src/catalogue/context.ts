import { requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { CategoryTrees } from './repository/category-trees.ts';
import { catalogueLoaders } from './repository/loaders.ts';

/** What the context of an operation is made from. */
export interface Dependencies extends Pick<Parts, 'database'> {
  readonly trees: CategoryTrees;
}

/** What resolvers find at `context.catalogue`. */
export type CatalogueContext = ReturnType<typeof catalogueContext>;

/** Makes the context of one operation. */
export function catalogueContext({ database, trees }: Dependencies, { request }: ContextInput) {
  const loaders = catalogueLoaders(database.statements, requestedCurrency(request.headers));
  return { loaders: { ...loaders, categories: trees.recent, currentCategories: trees.current } };
}
