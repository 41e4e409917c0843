import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { searchProducts } from './use-cases/search-products.ts';
import { suggestProducts } from './use-cases/suggest-products.ts';

/** What resolvers find at `context.search`. */
export type SearchContext = ReturnType<typeof searchContext>;

/** Makes the context of one operation. */
export function searchContext(parts: Parts) {
  return bind(parts, { searchProducts, suggestProducts });
}
