import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/**
 * 11. Only an order that stands is sent, never more of it than was ordered, and it says how far its goods are; at rest each
 * parcel that was sent, and each that has arrived, was told.
 */
export function parcelViolations({ orders, sent }: Snapshot, moment: Moment): Violation[] {
  const always = orders.flatMap((order) => [...excess(order), ...unfounded(order), ...untrue(order)]);
  return moment === 'at-work' ? always : [...always, ...untold(orders, sent)];
}

function excess({ id, lines, parcels }: SnapshotOrder): Violation[] {
  const ordered = quantities(lines);
  return [...quantities(parcels.flatMap((parcel) => parcel.lines))]
    .filter(([variantId, quantity]) => quantity > (ordered.get(variantId) ?? 0))
    .map(([variantId, quantity]) =>
      violation(id, `was sent ${quantity} of ${variantId}, and has ${ordered.get(variantId) ?? 0}`),
    );
}

function unfounded({ id, status, step, parcels }: SnapshotOrder): Violation[] {
  return parcels.length > 0 && step !== 'confirmed'
    ? [violation(id, `was sent, and is ${status}, step ${step}`)]
    : [];
}

function untrue(order: SnapshotOrder): Violation[] {
  const { id, status, fulfillment, step } = order;
  const truth = truthOf(order);
  const isToldByStatus = step !== 'confirmed' || status === statuses[truth];
  if (fulfillment === truth && isToldByStatus) return [];
  return [violation(id, `is ${status} and ${fulfillment}, and by its parcels ${truth}`)];
}

type Fulfillment = 'UNFULFILLED' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'PARTIALLY_DELIVERED' | 'DELIVERED';

const statuses: Readonly<Record<Fulfillment, string>> = {
  UNFULFILLED: 'CONFIRMED',
  PARTIALLY_SHIPPED: 'CONFIRMED',
  SHIPPED: 'SHIPPED',
  PARTIALLY_DELIVERED: 'SHIPPED',
  DELIVERED: 'DELIVERED',
};

function truthOf({ lines, parcels }: SnapshotOrder): Fulfillment {
  if (parcels.length === 0) return 'UNFULFILLED';
  const shipped = quantities(parcels.flatMap((parcel) => parcel.lines));
  const isWhole = [...quantities(lines)].every(([id, quantity]) => (shipped.get(id) ?? 0) >= quantity);
  if (!isWhole) return 'PARTIALLY_SHIPPED';
  if (parcels.every(({ isDelivered }) => isDelivered)) return 'DELIVERED';
  return parcels.some(({ isDelivered }) => isDelivered) ? 'PARTIALLY_DELIVERED' : 'SHIPPED';
}

function untold(orders: readonly SnapshotOrder[], sent: Snapshot['sent']): Violation[] {
  const told = new Set(sent.map(({ type, businessId }) => `${type} ${businessId}`));
  return orders
    .filter(({ isImported }) => isImported !== true)
    .flatMap(({ id, parcels }) =>
      parcels.flatMap((parcel) =>
        ['shipped', ...(parcel.isDelivered ? ['delivered'] : [])]
          .filter((what) => !told.has(`orders.fulfillment-${what}.v1 ${parcel.id}`))
          .map((what) =>
            violation(id, `has the parcel ${parcel.id}, which was ${what}, and nobody was told`),
          ),
      ),
    );
}

function quantities(lines: SnapshotOrder['parcels'][number]['lines']): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of lines) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  return sums;
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'parcels-fit', orderId, message: `order ${orderId} ${what}` };
}
