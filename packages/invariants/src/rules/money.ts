import type { LedgerCharge, Snapshot, SnapshotOrder, SnapshotPayment } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/** 9. Orders, payments and the provider speak of the same amounts, refunds included. */
export function moneyViolations({ orders, payments, ledger }: Snapshot, moment: Moment): Violation[] {
  const byOrder = new Map(orders.map((order) => [order.id, order]));
  const known = payments.flatMap((payment) => amountViolations(payment, byOrder.get(payment.orderId)));
  const booked = ledger.flatMap((charge) => chargeViolations(charge, byOrder.get(charge.orderId)));
  if (moment === 'at-work') return [...known, ...booked];
  const charges = Map.groupBy(ledger, ({ orderId }) => orderId);
  const settled = payments.flatMap((payment) =>
    settledViolations(payment, charges.get(payment.orderId) ?? []),
  );
  return [...known, ...booked, ...settled];
}

function amountViolations(payment: SnapshotPayment, order: SnapshotOrder | undefined): Violation[] {
  if (order === undefined) return [];
  const isSame = payment.amountMinor === order.totalMinor && payment.currency === order.currency;
  if (isSame && payment.id === order.paymentId) return [];
  return [
    violation(order.id, `costs ${order.totalMinor}, and payment ${payment.id} is of ${payment.amountMinor}`),
  ];
}

function chargeViolations(charge: LedgerCharge, order: SnapshotOrder | undefined): Violation[] {
  const { authorizedMinor, capturedMinor, refundedMinor } = charge;
  if (capturedMinor > authorizedMinor)
    return [violation(charge.orderId, 'is charged more than was authorised')];
  if (refundedMinor > capturedMinor) return [violation(charge.orderId, 'is refunded more than was captured')];
  if (order === undefined || authorizedMinor === 0 || authorizedMinor === order.totalMinor) return [];
  return [violation(order.id, `costs ${order.totalMinor}, and ${authorizedMinor} was authorised`)];
}

function settledViolations(payment: SnapshotPayment, charges: readonly LedgerCharge[]): Violation[] {
  const kept = charges.reduce((sum, charge) => sum + charge.capturedMinor - charge.refundedMinor, 0);
  const due = payment.state === 'CAPTURED' ? payment.amountMinor : 0;
  if (kept !== due)
    return [
      violation(payment.orderId, `has a payment that is ${payment.state}, and the provider keeps ${kept}`),
    ];
  const wantsReceipt = payment.state === 'CAPTURED';
  if (wantsReceipt && !payment.hasReceipt) return [violation(payment.orderId, 'is paid, and has no receipt')];
  return [];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'money-adds-up', orderId, message: `order ${orderId} ${what}` };
}
