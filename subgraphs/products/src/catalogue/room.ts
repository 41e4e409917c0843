import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { catalogueContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What the store sells: products and their variants, and the category tree. */
export function catalogueRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    context: (input) => ({ catalogue: catalogueContext(parts, input) }),
  };
}
