import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { catalogueContext } from './context.ts';
import { openCategoryTrees } from './repository/category-trees.ts';
import { KeptProducts } from './repository/kept-products.ts';
import { resolvers } from './resolvers.ts';

/** What the store sells: products and their variants, and the category tree. */
export function catalogueRoom({ database }: Parts): Room<Tables> {
  const trees = openCategoryTrees(database.statements);
  const kept = new KeptProducts(database.statements);
  return {
    resolvers,
    keeping: { types: ['Product', 'ProductVariant'] },
    context: () => ({ catalogue: catalogueContext({ database, trees, kept }) }),
  };
}
