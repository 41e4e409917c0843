import type { Violation } from '@cartwright/invariants';
import type { Shop } from '../buyers/buyer.ts';

/** At rest, each order that a buyer was told is being cancelled must be. */
export function brokenPromises({ store, promisedToCancel }: Shop): Violation[] {
  return [...promisedToCancel].flatMap((orderId) => {
    const status = store.orders.orders.committed.get(orderId)?.status ?? 'nowhere';
    if (status === 'CANCELLED') return [];
    const message = `order ${orderId} was to be cancelled, as its buyer was told, and is ${status}`;
    return [{ invariant: 'orders-end', orderId, message }];
  });
}
