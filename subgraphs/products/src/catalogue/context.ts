import DataLoader from 'dataloader';
import type { Parts } from '../parts.ts';
import { categoryDescriptions, type CategoryTrees } from './repository/category-trees.ts';
import type { KeptProducts } from './repository/kept-products.ts';
import { catalogueLoaders, type CatalogueLoaders, type FoundProducts } from './repository/loaders.ts';

/** What the context of an operation is made from. */
export interface Dependencies extends Pick<Parts, 'database'> {
  readonly trees: CategoryTrees;
  readonly kept: KeptProducts;
}

/** What resolvers find at `context.catalogue`. */
export type CatalogueContext = ReturnType<typeof catalogueContext>;

/** Makes the context of one operation. */
export function catalogueContext({ database, trees, kept }: Dependencies) {
  const loadersOf = (which: FoundProducts) => catalogueLoaders(database.statements, kept, which);
  const loaders = loadersOf('shown');
  let ofStaff: CatalogueLoaders | undefined;
  const forget = () => {
    for (const loader of [loaders.product, loaders.productBySlug, loaders.variant, loaders.variantsOf])
      loader.clearAll();
    ofStaff = undefined;
  };
  return {
    loaders: {
      ...loaders,
      categories: trees.recent,
      currentCategories: trees.current,
      /** With marks, which the tree goes without; whoever has changed one finds it changed. */
      categoryDescription: new DataLoader(
        async (ids: readonly string[]) => {
          const found = await categoryDescriptions(database.statements, ids);
          return ids.map((id) => found.find((one) => one.id === id) ?? null);
        },
        { cache: false },
      ),
    },
    /** Of all products, shown or not: for staff. */
    ofStaff: () => (ofStaff ??= loadersOf('all')),
    /** After a mutation has changed something: whatever `loaders` have read is read again. */
    forget,
    /** Of all products, for a mutation of staff that has changed something: nothing that was read before. */
    afterChange: () => {
      forget();
      const { product, variant } = loadersOf('all');
      return { product, variant };
    },
  };
}
