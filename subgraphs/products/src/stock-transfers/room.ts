import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { stockTransfersContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Pieces on their way from one location to another. */
export function stockTransfersRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ stockTransfers: stockTransfersContext(parts) }) };
}
