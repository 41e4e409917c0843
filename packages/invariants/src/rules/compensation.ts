import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const undone: ReadonlySet<string> = new Set(['DECLINED', 'VOIDED', 'REFUNDED']);
const holding: ReadonlySet<string> = new Set(['reserved', 'committed']);
const stockless: ReadonlySet<string> = new Set(['none', 'refused', 'released']);
const moneyless: ReadonlySet<string> = new Set(['none', 'declined', 'voided', 'refunded']);

/** 4. Of a cancelled order every step is compensated: stock, payment, cart, and what orders itself has recorded. */
export function compensationViolations(
  { orders, reservations, payments, carts }: Snapshot,
  moment: Moment,
): Violation[] {
  if (moment === 'at-work') return [];
  const cancelled = orders.filter(({ status }) => status === 'CANCELLED');
  const ids = new Set<string | null>(cancelled.map(({ id }) => id));
  return [
    ...cancelled.flatMap(believed),
    ...reservations
      .filter(({ orderId, status }) => ids.has(orderId) && holding.has(status))
      .map(({ orderId, status }) => violation(orderId, `its stock is ${status}`)),
    ...payments
      .filter(({ orderId, state }) => ids.has(orderId) && !undone.has(state))
      .map(({ orderId, state }) => violation(orderId, `its payment is ${state}`)),
    ...carts
      .filter(({ orderId, status }) => ids.has(orderId) && status === 'CHECKING_OUT')
      .map(({ orderId, id }) => violation(orderId ?? '', `its cart ${id} is still frozen`)),
  ];
}

function believed({ id, stock, payment }: SnapshotOrder): Violation[] {
  return [
    ...(stockless.has(stock) ? [] : [violation(id, `orders believes its stock to be ${stock}`)]),
    ...(moneyless.has(payment) ? [] : [violation(id, `orders believes its payment to be ${payment}`)]),
  ];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'compensation', orderId, message: `order ${orderId} is cancelled, and ${what}` };
}
