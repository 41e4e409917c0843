import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { inboundShipmentsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What suppliers are to bring. */
export function inboundShipmentsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ inboundShipments: inboundShipmentsContext(parts) }) };
}
