import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { metafieldsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What metafields of carts and of their lines have to be like. */
export function metafieldsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ metafields: metafieldsContext(parts) }) };
}
