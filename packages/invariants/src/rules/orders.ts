import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const sold: ReadonlySet<string> = new Set(['CONFIRMED', 'SHIPPED', 'DELIVERED', 'RETURNED', 'REFUNDED']);

/**
 * 1. Every accepted order exists, and a cart is ordered once, unless its order is cancelled; at rest each order has ended,
 * and one that stands has its stock and its money, and its cart is gone. A cart is frozen only for an order that is there
 * or can still be placed, since a key stands for it.
 */
export function orderViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  const { orders, accepted, carts } = snapshot;
  const byId = new Map(orders.map((order) => [order.id, order]));
  const lost = [...new Set(accepted.map(({ orderId }) => orderId))]
    .filter((orderId) => !byId.has(orderId))
    .map((orderId) => violation(orderId, 'was accepted and does not exist'));
  const always = [...lost, ...orderedTwice(orders)];
  if (moment === 'at-work') return always;
  const frozen = carts
    .filter(({ orderId, status }) => status === 'CHECKING_OUT' && isSold(byId.get(orderId ?? '')))
    .map(({ orderId, id }) => violation(orderId ?? '', `stands, and its cart ${id} is still checking out`));
  return [...always, ...orders.flatMap(unended), ...frozen, ...frozenForNothing(snapshot, byId)];
}

function frozenForNothing({ carts, keys }: Snapshot, byId: ReadonlyMap<string, SnapshotOrder>): Violation[] {
  const awaited = new Set(keys.map(({ orderId }) => orderId));
  return carts
    .filter(({ status }) => status === 'CHECKING_OUT')
    .flatMap(({ id, orderId }) =>
      orderId === null || byId.has(orderId) || awaited.has(orderId) ? [] : { id, orderId },
    )
    .map(({ id, orderId }) => violation(orderId, `will never be placed, and cart ${id} is frozen for it`));
}

function orderedTwice(orders: readonly SnapshotOrder[]): Violation[] {
  const standing = orders.filter(({ status }) => status !== 'CANCELLED');
  return [...Map.groupBy(standing, ({ cartId }) => cartId)].flatMap(([cartId, [first, ...more]]) => {
    if (first === undefined || more.length === 0) return [];
    const ids = [first, ...more].map(({ id }) => id).join(' and ');
    const message = `cart ${cartId} was ordered as ${ids}`;
    return [{ invariant: 'orders-end' as const, orderId: first.id, message }];
  });
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
