import type { Parts } from '../parts.ts';
import type { CategoryTrees } from './repository/category-trees.ts';
import type { KeptProducts } from './repository/kept-products.ts';
import { catalogueLoaders } from './repository/loaders.ts';

/** What the context of an operation is made from. */
export interface Dependencies extends Pick<Parts, 'database'> {
  readonly trees: CategoryTrees;
  readonly kept: KeptProducts;
}

/** What resolvers find at `context.catalogue`. */
export type CatalogueContext = ReturnType<typeof catalogueContext>;

/** Makes the context of one operation. */
export function catalogueContext({ database, trees, kept }: Dependencies) {
  const loaders = catalogueLoaders(database.statements, kept);
  return {
    loaders: { ...loaders, categories: trees.recent, currentCategories: trees.current },
    /** The same for a mutation that has changed something: nothing that these have read before. */
    afterChange: () => {
      const { product, productBySlug, variant, variantsOf } = loaders;
      for (const loader of [product, productBySlug, variant, variantsOf]) loader.clearAll();
      return { product, variant };
    },
  };
}
