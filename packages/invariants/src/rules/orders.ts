import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const ended: ReadonlySet<string> = new Set([
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'RETURNED',
  'REFUNDED',
]);

/** 1. Every accepted order exists, and at rest it has ended. */
export function orderViolations({ orders, accepted }: Snapshot, moment: Moment): Violation[] {
  const known = new Set(orders.map(({ id }) => id));
  const lost = [...new Set(accepted.map(({ orderId }) => orderId))]
    .filter((orderId) => !known.has(orderId))
    .map((orderId) => violation(orderId, 'was accepted and does not exist'));
  return moment === 'at-work' ? lost : [...lost, ...orders.flatMap(unended)];
}

function unended({ id, status, step }: SnapshotOrder): Violation[] {
  if (ended.has(status) && (step === 'confirmed' || step === 'cancelled')) return [];
  return [violation(id, `is ${status}, step ${step}, and goes no further`)];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'orders-end', orderId, message: `order ${orderId} ${what}` };
}
