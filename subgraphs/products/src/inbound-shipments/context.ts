import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { createShipment } from './use-cases/create-shipment.ts';
import { readShipment, readShipments } from './use-cases/read-shipments.ts';
import { receiveShipment } from './use-cases/receive-shipment.ts';
import { cancelShipment, updateShipment } from './use-cases/update-shipment.ts';

/** What resolvers find at `context.inboundShipments`. */
export type InboundShipmentsContext = ReturnType<typeof inboundShipmentsContext>;

/** Makes the context of one operation. */
export function inboundShipmentsContext(parts: Parts) {
  return {
    ...bind(parts, {
      ...{ createShipment, updateShipment, receiveShipment, cancelShipment },
      ...{ readShipment, readShipments },
    }),
    now: parts.now,
  };
}
