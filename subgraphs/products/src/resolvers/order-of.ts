import type { ProductSort } from '../generated/graphql.ts';

/** The order of a list that no words were searched for; a client may send null in spite of the default. */
export function orderOf(sort: ProductSort | null | undefined): Exclude<ProductSort, 'RELEVANCE'> {
  return sort == null || sort === 'RELEVANCE' ? 'NEWEST' : sort;
}
