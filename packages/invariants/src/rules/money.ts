import type { LedgerCharge, Snapshot, SnapshotOrder, SnapshotPayment } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/** 9. Orders, payments and the provider speak of the same amounts, refunds and receipts included. */
export function moneyViolations({ orders, payments, ledger }: Snapshot, moment: Moment): Violation[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const known = payments.flatMap((payment) => paymentViolations(payment, byId.get(payment.orderId)));
  const booked = ledger.flatMap((charge) => chargeViolations(charge, byId.get(charge.orderId)));
  if (moment === 'at-work') return [...known, ...booked];
  const kept = Map.groupBy(ledger, ({ orderId }) => orderId);
  const booksOf = Map.groupBy(ledger, ({ reference }) => reference);
  return [
    ...known,
    ...booked,
    ...orders.flatMap((order) => keptViolations(order, kept.get(order.id) ?? [])),
    ...payments.flatMap((payment) => settledViolations(payment, booksOf.get(payment.id) ?? [])),
    ...unknownCharges(payments, booksOf),
  ];
}

function paymentViolations(payment: SnapshotPayment, order: SnapshotOrder | undefined): Violation[] {
  const { id, orderId, amountMinor, currency } = payment;
  if (order === undefined) return [violation(orderId, `does not exist and has the payment ${id}`)];
  if (id !== order.paymentId)
    return [violation(orderId, `is paid by ${order.paymentId}, and has the payment ${id}`)];
  if (amountMinor === order.totalMinor && currency === order.currency) return [];
  return [violation(orderId, `costs ${priceOf(order)}, and its payment is of ${amountMinor} ${currency}`)];
}

function chargeViolations(charge: LedgerCharge, order: SnapshotOrder | undefined): Violation[] {
  const { authorizedMinor, capturedMinor, refundedMinor, currency = order?.currency } = charge;
  if (capturedMinor > authorizedMinor)
    return [violation(charge.orderId, 'is charged more than was authorised')];
  if (refundedMinor > capturedMinor) return [violation(charge.orderId, 'is refunded more than was captured')];
  if (order === undefined || authorizedMinor === 0) return [];
  if (authorizedMinor === order.totalMinor && currency === order.currency) return [];
  const booked = `${authorizedMinor} ${currency ?? ''}`;
  return [violation(order.id, `costs ${priceOf(order)}, and ${booked} was authorised`)];
}

function keptViolations(order: SnapshotOrder, charges: readonly LedgerCharge[]): Violation[] {
  const keptMinor = sumOf(charges, 'capturedMinor') - sumOf(charges, 'refundedMinor');
  const dueMinor = order.status === 'CANCELLED' ? 0 : order.totalMinor;
  if (keptMinor === dueMinor) return [];
  return [violation(order.id, `is ${order.status}, and the provider keeps ${keptMinor} of ${dueMinor}`)];
}

function settledViolations(payment: SnapshotPayment, charges: readonly LedgerCharge[]): Violation[] {
  const { orderId, state, amountMinor, capturedMinor, refundedMinor, receiptMinor } = payment;
  const books = [sumOf(charges, 'capturedMinor'), sumOf(charges, 'refundedMinor')].join(' and ');
  const known = [capturedMinor, refundedMinor].join(' and ');
  const dueMinor = state === 'CAPTURED' ? amountMinor : 0;
  return [
    ...(books === known
      ? []
      : [violation(orderId, `has taken and returned ${known} by its payment, ${books} by the provider`)]),
    ...(capturedMinor - refundedMinor === dueMinor
      ? []
      : [violation(orderId, `has a payment that is ${state}, and has taken and returned ${known}`)]),
    ...(state !== 'CAPTURED' || receiptMinor === amountMinor
      ? []
      : [violation(orderId, `paid ${amountMinor}, and its receipt is of ${receiptMinor ?? 'nothing'}`)]),
  ];
}

function unknownCharges(
  payments: readonly SnapshotPayment[],
  booksOf: ReadonlyMap<string, readonly LedgerCharge[]>,
): Violation[] {
  const known = new Set(payments.map(({ id }) => id));
  return [...booksOf]
    .filter(([reference, charges]) => !known.has(reference) && sumOf(charges, 'authorizedMinor') > 0)
    .map(([reference, [charge]]) =>
      violation(charge?.orderId ?? '', `is charged for the payment ${reference}, which does not exist`),
    );
}

type Amount = 'authorizedMinor' | 'capturedMinor' | 'refundedMinor';

function sumOf(charges: readonly LedgerCharge[], amount: Amount): number {
  return charges.reduce((sum, charge) => sum + charge[amount], 0);
}

function priceOf({ totalMinor, currency }: SnapshotOrder): string {
  return `${totalMinor} ${currency}`;
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'money-adds-up', orderId, message: `order ${orderId} ${what}` };
}
