import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { locationsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** The places at which stock is kept, and what is at each. */
export function locationsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ locations: locationsContext(parts) }) };
}
