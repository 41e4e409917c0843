import type { Violation } from '@cartwright/invariants';
import type { Shop } from '../buyers/shop.ts';

/** At rest, each order whose cancellation was accepted must be cancelled. */
export function brokenPromises({ store, promisedToCancel }: Shop): Violation[] {
  return [...promisedToCancel].flatMap((orderId) => {
    const status = store.orders.orders.committed.get(orderId)?.status ?? 'nowhere';
    if (status === 'CANCELLED') return [];
    const message = `order ${orderId} had its cancellation accepted, and is ${status}`;
    return [{ invariant: 'orders-end', orderId, message }];
  });
}
