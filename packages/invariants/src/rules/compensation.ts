import type { Snapshot } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const undone: ReadonlySet<string> = new Set(['DECLINED', 'VOIDED', 'REFUNDED']);
const holding: ReadonlySet<string> = new Set(['reserved', 'committed']);

/** 4. Of an order that came to nothing, no step is left standing. */
export function compensationViolations(
  { orders, reservations, payments }: Snapshot,
  moment: Moment,
): Violation[] {
  if (moment === 'at-work') return [];
  const cancelled = new Set(orders.filter(({ status }) => status === 'CANCELLED').map(({ id }) => id));
  return [
    ...reservations
      .filter(({ orderId, status }) => cancelled.has(orderId) && holding.has(status))
      .map(({ orderId, status }) => violation(orderId, `its stock is ${status}`)),
    ...payments
      .filter(({ orderId, state }) => cancelled.has(orderId) && !undone.has(state))
      .map(({ orderId, state }) => violation(orderId, `its payment is ${state}`)),
  ];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'compensation', orderId, message: `order ${orderId} is cancelled, and ${what}` };
}
