import { bind } from '@cartwright/database';
import type { InterpretDependencies } from './use-cases/interpret-query.ts';
import { searchProducts } from './use-cases/search-products.ts';
import { suggestProducts } from './use-cases/suggest-products.ts';

/** What resolvers find at `context.search`. */
export type SearchContext = ReturnType<typeof searchContext>;

/** Makes the context of one operation. */
export function searchContext(dependencies: InterpretDependencies) {
  return bind(dependencies, { searchProducts, suggestProducts });
}
