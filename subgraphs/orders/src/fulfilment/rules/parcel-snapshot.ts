import type { FulfillmentSnapshot } from '@cartwright/events';
import type { Parcel } from './parcel.ts';

/** What messages to other subgraphs say of a parcel. */
export function parcelSnapshot(parcel: Parcel): FulfillmentSnapshot {
  const { id: fulfillmentId, number, carrier, trackingNumber, trackingUrl, lines, shippedAt } = parcel;
  return {
    fulfillmentId,
    number,
    carrier,
    trackingNumber,
    trackingUrl,
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    shippedAt: shippedAt.toISOString(),
  };
}
