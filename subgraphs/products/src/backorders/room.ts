import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { backordersContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Whoever is shown an order's number by orders, which know whose it is. */
const isShown = ({ number }: { readonly number?: unknown }): boolean => typeof number === 'string';

/** Who waits for pieces that are not there, and for how long. */
export function backordersRoom(parts: Parts): Room<Tables> {
  return { resolvers, owns: { Order: isShown }, context: () => ({ backorders: backordersContext(parts) }) };
}
