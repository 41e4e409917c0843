import type { CatalogueLoaders } from '../repository/catalogue-loaders.ts';
import { adjustStock } from './adjust-stock.ts';
import { createReview } from './create-review.ts';
import type { Dependencies } from './dependencies.ts';
import { listProducts } from './list-products.ts';
import { listReviews } from './list-reviews.ts';
import { searchProducts, type ProductSearch } from './search-products.ts';
import { suggestProducts } from './suggest-products.ts';
import { updateVariantPrice } from './update-variant-price.ts';

type Parameters1<Use> = Use extends (first: never, ...rest: infer Rest) => unknown ? Rest : never;

/** Everything that resolvers can ask for, with its dependencies in it. */
export function createUseCases(dependencies: Dependencies, loaders: CatalogueLoaders) {
  const { database } = dependencies;
  return {
    listProducts: (...args: Parameters1<typeof listProducts>) => listProducts(database, ...args),
    listReviews: (...args: Parameters1<typeof listReviews>) => listReviews(loaders.reviewPage, ...args),
    searchProducts: (search: ProductSearch) => searchProducts(database, loaders.categories, search),
    suggestProducts: (query: string, first: number | null) => suggestProducts(database, query, first),
    updateVariantPrice: (...args: Parameters1<typeof updateVariantPrice>) =>
      updateVariantPrice(dependencies, ...args),
    adjustStock: (...args: Parameters1<typeof adjustStock>) => adjustStock(dependencies, ...args),
    createReview: (...args: Parameters1<typeof createReview>) => createReview(dependencies, ...args),
  };
}

/** The use cases of one operation. */
export type UseCases = ReturnType<typeof createUseCases>;
