import type { Fulfillment, OrderLine, TimelineCode } from '../../order/door.ts';

/** How many pieces of a line are in a parcel. */
export interface ParcelLine {
  readonly lineId: string;
  readonly quantity: number;
}

/** How a parcel is carried and followed. */
export interface Tracking {
  readonly carrier: string;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
}

/** A parcel with all or some of an order. */
export interface Parcel extends Tracking {
  readonly id: string;
  readonly orderId: string;
  /** For people: the order's number and that of the parcel, `CW-100001-1`. */
  readonly number: string;
  readonly shippedAt: Date;
  readonly deliveredAt: Date | null;
  readonly lines: readonly ParcelLine[];
}

type Ordered = Pick<OrderLine, 'id' | 'quantity'>;

/** How many pieces of each line are in parcels, by the line's id; lines of which there are none are left out. */
export function shippedQuantities(parcels: readonly Pick<Parcel, 'lines'>[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>();
  for (const { lineId, quantity } of parcels.flatMap(({ lines }) => lines)) {
    quantities.set(lineId, (quantities.get(lineId) ?? 0) + quantity);
  }
  return quantities;
}

/** How far an order's goods are, over all its parcels. */
export function fulfillmentOf(
  ordered: readonly Ordered[],
  parcels: readonly Pick<Parcel, 'lines' | 'deliveredAt'>[],
): Fulfillment {
  if (parcels.length === 0) return 'UNFULFILLED';
  const shipped = shippedQuantities(parcels);
  if (ordered.some(({ id, quantity }) => (shipped.get(id) ?? 0) < quantity)) return 'PARTIALLY_SHIPPED';
  const arrived = parcels.filter(({ deliveredAt }) => deliveredAt !== null).length;
  if (arrived === 0) return 'SHIPPED';
  return arrived === parcels.length ? 'DELIVERED' : 'PARTIALLY_DELIVERED';
}

/** What the timeline says when a parcel was sent, by how far the goods are then. */
export function shippedCode(fulfillment: Fulfillment): TimelineCode {
  return fulfillment === 'PARTIALLY_SHIPPED' ? 'ORDER_PARTIALLY_SHIPPED' : 'ORDER_SHIPPED';
}

/** What the timeline says when a parcel has arrived, by how far the goods are then. */
export function deliveredCode(fulfillment: Fulfillment): TimelineCode {
  return fulfillment === 'DELIVERED' ? 'ORDER_DELIVERED' : 'ORDER_PARTIALLY_DELIVERED';
}
