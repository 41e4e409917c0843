import { bind } from '@cartwright/database';
import { searchProducts, type SearchDependencies } from './use-cases/search-products.ts';
import { suggestBrands, suggestCollections, suggestProducts } from './use-cases/suggest-products.ts';

/** What resolvers find at `context.search`. */
export type SearchContext = ReturnType<typeof searchContext>;

/** Makes the context of one operation. */
export function searchContext(dependencies: SearchDependencies) {
  return bind(dependencies, { searchProducts, suggestProducts, suggestCollections, suggestBrands });
}
