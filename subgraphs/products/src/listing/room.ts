import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { listingContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Products a page at a time: which, and in which order. */
export function listingRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ listing: listingContext(parts) }) };
}
