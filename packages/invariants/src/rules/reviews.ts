import type { LedgerCharge, Snapshot, SnapshotOrder, SnapshotPayment } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const goesOn: ReadonlySet<string> = new Set(['capturing', 'confirmed']);

/**
 * 12. What a person is to look at is taken once somebody has approved it, and never else; while it waits, its stock is nobody
 * else's; and what was refused never came to the provider. At rest, so that all databases are read as of one moment.
 */
export function reviewViolations(
  { orders, payments, ledger, reservations }: Snapshot,
  moment: Moment,
): Violation[] {
  const goneOn = orders
    .filter(isGoneOnUnseen)
    .map(({ id, step, reviewState }) =>
      violation(id, `is ${step}, and its review is ${reviewState ?? 'none'}`),
    );
  if (moment === 'at-work') return goneOn;
  const byId = new Map(orders.map((order) => [order.id, order]));
  const booksOf = Map.groupBy(ledger, ({ reference }) => reference);
  const held = new Set(
    reservations.filter(({ status }) => status === 'committed').map(({ orderId }) => orderId),
  );
  const forgotten = orders
    .filter(({ step, reviewState }) => step === 'cancelled' && reviewState === 'OPEN')
    .map(({ id }) => violation(id, 'is cancelled, and its review is still open'));
  return [
    ...goneOn,
    ...forgotten,
    ...payments.flatMap((payment) =>
      takenUnseen(payment, byId.get(payment.orderId), booksOf.get(payment.id) ?? []),
    ),
    ...orders
      .filter(({ id, step, isImported }) => step === 'reviewing' && isImported !== true && !held.has(id))
      .map(({ id }) => violation(id, 'is in review, and its stock can go to others')),
  ];
}

function isGoneOnUnseen({ step, reviewState }: SnapshotOrder): boolean {
  return goesOn.has(step) && reviewState !== null && reviewState !== 'APPROVED';
}

function takenUnseen(
  { orderId, riskDecision }: SnapshotPayment,
  order: SnapshotOrder | undefined,
  charges: readonly LedgerCharge[],
): Violation[] {
  const isAsked = charges.some(({ authorizedMinor }) => authorizedMinor > 0);
  if (riskDecision === 'REFUSE' && isAsked)
    return [violation(orderId, 'was refused, and money was set aside')];
  const isTaken = charges.some(({ capturedMinor }) => capturedMinor > 0);
  if (riskDecision !== 'REVIEW' || !isTaken || order?.reviewState === 'APPROVED') return [];
  return [
    violation(orderId, `was to be looked at, and is paid with the review ${order?.reviewState ?? 'none'}`),
  ];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'reviews-hold', orderId, message: `order ${orderId} ${what}` };
}
