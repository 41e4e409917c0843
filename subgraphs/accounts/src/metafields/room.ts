import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { metafieldsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What staff and their systems keep of customers beyond the schema. */
export function metafieldsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => metafieldsContext(parts) };
}
