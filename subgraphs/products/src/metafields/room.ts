import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { metafieldsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What staff and their systems keep of products, variants, categories, collections and brands beyond the schema. */
export function metafieldsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ metafields: metafieldsContext(parts) }) };
}
