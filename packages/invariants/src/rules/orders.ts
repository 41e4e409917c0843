import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const sold: ReadonlySet<string> = new Set(['CONFIRMED', 'SHIPPED', 'DELIVERED', 'RETURNED', 'REFUNDED']);

/** 1. Every accepted order exists, and at rest it has ended; one that stands has its stock and its money, and its cart is gone. */
export function orderViolations({ orders, accepted, carts }: Snapshot, moment: Moment): Violation[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const lost = [...new Set(accepted.map(({ orderId }) => orderId))]
    .filter((orderId) => !byId.has(orderId))
    .map((orderId) => violation(orderId, 'was accepted and does not exist'));
  if (moment === 'at-work') return lost;
  const frozen = carts
    .filter(({ orderId, status }) => status === 'CHECKING_OUT' && isSold(byId.get(orderId ?? '')))
    .map(({ orderId, id }) => violation(orderId ?? '', `stands, and its cart ${id} is still checking out`));
  return [...lost, ...orders.flatMap(unended), ...frozen];
}

function unended(order: SnapshotOrder): Violation[] {
  const { id, status, step, stock, payment } = order;
  const isCancelled = status === 'CANCELLED' && step === 'cancelled';
  if (!isCancelled && !(isSold(order) && step === 'confirmed'))
    return [violation(id, `is ${status}, step ${step}, and goes no further`)];
  if (isCancelled || (stock === 'committed' && payment === 'captured')) return [];
  return [violation(id, `is ${status}, its stock ${stock} and its payment ${payment}`)];
}

function isSold(order?: SnapshotOrder): boolean {
  return order !== undefined && sold.has(order.status);
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'orders-end', orderId, message: `order ${orderId} ${what}` };
}
