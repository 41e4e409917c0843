import type { Violation } from '@cartwright/invariants';
import type { Shop } from '../buyers/shop.ts';

/** At rest, each order whose cancellation was accepted must be cancelled, and what staff sent once was sent once. */
export function brokenPromises(shop: Shop): Violation[] {
  return [...uncancelled(shop), ...sentTwice(shop)];
}

function sentTwice({ store, sendings }: Shop): Violation[] {
  return [...store.orders.parcels.committed].flatMap(([orderId, parcels]) => {
    const wanted = sendings.get(orderId) ?? 0;
    if (parcels.length <= wanted) return [];
    const message = `order ${orderId} has ${parcels.length} parcels, and ${wanted} were asked for`;
    return [{ invariant: 'parcels-fit' as const, orderId, message }];
  });
}

function uncancelled({ store, promisedToCancel }: Shop): Violation[] {
  return [...promisedToCancel].flatMap((orderId) => {
    const status = store.orders.orders.committed.get(orderId)?.status ?? 'nowhere';
    if (status === 'CANCELLED') return [];
    const message = `order ${orderId} had its cancellation accepted, and is ${status}`;
    return [{ invariant: 'orders-end', orderId, message }];
  });
}
