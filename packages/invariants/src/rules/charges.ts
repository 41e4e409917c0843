import type { LedgerCharge, Snapshot } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/**
 * 2. In the provider's books an order has at most one live charge, and was charged once at most, whatever was given back
 * since; at rest it has exactly one live charge if it is sold, else none.
 */
export function chargeViolations({ orders, ledger }: Snapshot, moment: Moment): Violation[] {
  const charges = Map.groupBy(ledger, ({ orderId }) => orderId);
  const twice = [...charges].flatMap(([orderId, own]) => {
    const held = own.filter((charge) => isCharged(charge) || isSetAside(charge)).length;
    const taken = own.filter(({ capturedMinor }) => capturedMinor > 0).length;
    const times = Math.max(held, taken);
    return times > 1 ? [violation(orderId, `is charged ${times} times`)] : [];
  });
  if (moment === 'at-work') return twice;
  const atRest = orders.flatMap(({ id, status }) => restViolations(id, status, charges.get(id) ?? []));
  const known = new Set(orders.map(({ id }) => id));
  const foreign = [...charges.keys()]
    .filter((orderId) => !known.has(orderId))
    .map((orderId) => violation(orderId, 'does not exist and is charged'));
  return [...twice, ...atRest, ...foreign];
}

function restViolations(orderId: string, status: string, charges: readonly LedgerCharge[]): Violation[] {
  const live = charges.filter(isCharged).length;
  const due = status === 'CANCELLED' ? 0 : 1;
  if (live !== due) return [violation(orderId, `is ${status} with ${live} live charges`)];
  return charges.some(isSetAside) ? [violation(orderId, `is ${status} and holds the buyer's money`)] : [];
}

function isCharged({ capturedMinor, refundedMinor }: LedgerCharge): boolean {
  return capturedMinor > refundedMinor;
}

function isSetAside({ authorizedMinor, capturedMinor, voidedMinor }: LedgerCharge): boolean {
  return authorizedMinor > capturedMinor + voidedMinor;
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'single-charge', orderId, message: `order ${orderId} ${what}` };
}
