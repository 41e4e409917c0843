import type { CatalogueLoaders } from '../repository/catalogue-loaders.ts';
import { adjustStock } from './adjust-stock.ts';
import { createReview } from './create-review.ts';
import type { Dependencies } from './dependencies.ts';
import { listProducts } from './list-products.ts';
import { listReviews } from './list-reviews.ts';
import { searchProducts, type ProductSearch } from './search-products.ts';
import { suggestProducts } from './suggest-products.ts';
import { updateVariantPrice } from './update-variant-price.ts';

/** The parameters of a use case beside its dependencies. */
type Input<Use> = Use extends (dependencies: never, ...input: infer Rest) => unknown ? Rest : never;

/** Everything that resolvers can ask for, with its dependencies in it. */
export function createUseCases(dependencies: Dependencies, loaders: CatalogueLoaders) {
  const { database } = dependencies;
  return {
    listProducts: (...input: Input<typeof listProducts>) => listProducts(database, ...input),
    listReviews: (...input: Input<typeof listReviews>) => listReviews(loaders.reviewPage, ...input),
    searchProducts: (search: ProductSearch) => searchProducts(database, loaders.categories, search),
    suggestProducts: (query: string, first: number | null) => suggestProducts(database, query, first),
    updateVariantPrice: (...input: Input<typeof updateVariantPrice>) =>
      updateVariantPrice(dependencies, ...input),
    adjustStock: (...input: Input<typeof adjustStock>) => adjustStock(dependencies, ...input),
    createReview: (...input: Input<typeof createReview>) => createReview(dependencies, ...input),
  };
}

/** The use cases of one operation. */
export type UseCases = ReturnType<typeof createUseCases>;
