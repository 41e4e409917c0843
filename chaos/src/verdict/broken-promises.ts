import type { TestStore } from '@cartwright/testing';
import { queryDomain } from './query-domain.ts';
import type { Purchase } from '../workload/shop.ts';

/** Where what buyers were told is not what is so. */
export async function brokenPromises(store: TestStore, purchases: readonly Purchase[]): Promise<string[]> {
  const [orders, keys] = await Promise.all([
    queryDomain<{ id: string; status: string }>(store, 'orders', 'SELECT id, status FROM orders'),
    queryDomain<{ key: string; order_id: string }>(
      store,
      'orders',
      'SELECT key, order_id FROM idempotency_keys WHERE completed_at IS NOT NULL',
    ),
  ]);
  const statuses = new Map(orders.map(({ id, status }) => [id, status]));
  const orderOf = new Map(keys.map(({ key, order_id }) => [key, order_id]));
  return purchases.flatMap((purchase) => broken(purchase, statuses, orderOf));
}

function broken(
  { orderId, key, rejected, status }: Purchase,
  statuses: ReadonlyMap<string, string>,
  orderOf: ReadonlyMap<string, string>,
): string[] {
  const kept = key === undefined ? undefined : orderOf.get(key);
  if (rejected !== undefined && kept !== undefined && statuses.has(kept)) {
    return [`a buyer was told ${rejected}, and has the order ${kept}`];
  }
  if (orderId === undefined) return [];
  const found = statuses.get(orderId);
  if (found === undefined) return [`the order ${orderId} was accepted and does not exist`];
  if (kept !== orderId) return [`the key of order ${orderId} stands for ${kept ?? 'none'}`];
  if (status !== undefined && status !== found)
    return [`the order ${orderId} is ${found}; its buyer saw ${status}`];
  return [];
}
