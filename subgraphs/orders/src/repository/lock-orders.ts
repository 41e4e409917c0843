import type { OrderWithLines } from '../domain/order.ts';
import type { Transaction } from './database.ts';
import { selectLines, selectOrder } from './order-columns.ts';

const lockById = `
SELECT ${selectOrder}, ${selectLines}
FROM orders o
WHERE o.id = ANY($1::uuid[])
ORDER BY o.id
FOR UPDATE OF o`;

const lockDue = `
SELECT ${selectOrder}, ${selectLines}
FROM orders o
WHERE o.deadline_at <= $1::timestamptz
ORDER BY o.deadline_at
LIMIT $2
FOR UPDATE OF o SKIP LOCKED`;

/** Locks orders until the transaction ends and gives them as they are now; always in one sequence, so that two never wait for each other. */
export function lockOrders(tx: Transaction, ids: readonly string[]): Promise<OrderWithLines[]> {
  return tx.$queryRawUnsafe<OrderWithLines[]>(lockById, [...new Set(ids)]);
}

/** Locks orders whose deadline has passed, but for those that another replica has in hand. */
export function lockDueOrders(tx: Transaction, now: Date, limit: number): Promise<OrderWithLines[]> {
  return tx.$queryRawUnsafe<OrderWithLines[]>(lockDue, now, limit);
}
