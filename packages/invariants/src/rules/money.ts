import type { LedgerCharge, Snapshot, SnapshotOrder, SnapshotPayment } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const over: ReadonlySet<string> = new Set(['DECLINED', 'VOIDED', 'REFUNDED']);

/** 9. Orders, payments and the provider agree on all amounts, refunds and receipts included. */
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
    ...payments.flatMap((payment) => earlierViolations(payment, byId.get(payment.orderId))),
  ];
}

function paymentViolations(payment: SnapshotPayment, order: SnapshotOrder | undefined): Violation[] {
  const { id, orderId } = payment;
  if (order === undefined) return [violation(orderId, `does not exist and has the payment ${id}`)];
  const [price, paid] = [amountOf({ ...order, amountMinor: order.totalMinor }), amountOf(payment)];
  return price === paid ? [] : [violation(orderId, `costs ${price}, and its payment is of ${paid}`)];
}

/** A payment that was declined or replaced by another is over. */
function earlierViolations(
  { id, orderId, state }: SnapshotPayment,
  order: SnapshotOrder | undefined,
): Violation[] {
  if (order === undefined || id === order.paymentId || over.has(state)) return [];
  return [violation(orderId, `is paid by ${order.paymentId}, and its payment ${id} is ${state}`)];
}

/** The whole amount is authorised, captured, voided or refunded, or none of it. */
function chargeViolations(charge: LedgerCharge, order: SnapshotOrder | undefined): Violation[] {
  const { orderId, authorizedMinor, capturedMinor, voidedMinor, refundedMinor } = charge;
  const refused = (charge.refused ?? []).map((what) =>
    violation(orderId, `asked the provider for a ${what}`),
  );
  const isPart = (partMinor: number, wholeMinor: number): boolean =>
    partMinor !== 0 && partMinor !== wholeMinor;
  return [
    ...refused,
    ...authorizedViolations(charge, order),
    ...(isPart(capturedMinor, authorizedMinor)
      ? [violation(orderId, `is charged ${capturedMinor}, and ${authorizedMinor} was authorised`)]
      : []),
    ...(isPart(refundedMinor, capturedMinor)
      ? [violation(orderId, `is refunded ${refundedMinor}, and ${capturedMinor} was captured`)]
      : []),
    ...(isPart(voidedMinor, authorizedMinor - capturedMinor)
      ? [
          violation(
            orderId,
            `is let go of ${voidedMinor}, and ${authorizedMinor - capturedMinor} was set aside`,
          ),
        ]
      : []),
  ];
}

function authorizedViolations(charge: LedgerCharge, order: SnapshotOrder | undefined): Violation[] {
  const { authorizedMinor, currency = order?.currency } = charge;
  if (order === undefined || authorizedMinor === 0) return [];
  if (authorizedMinor === order.totalMinor && currency === order.currency) return [];
  const booked = `${authorizedMinor} ${currency ?? ''}`;
  return [violation(order.id, `costs ${order.totalMinor} ${order.currency}, and ${booked} was authorised`)];
}

function keptViolations(order: SnapshotOrder, charges: readonly LedgerCharge[]): Violation[] {
  const keptMinor = sumOf(charges, 'capturedMinor') - sumOf(charges, 'refundedMinor');
  const dueMinor = order.status === 'CANCELLED' ? 0 : order.totalMinor;
  if (keptMinor === dueMinor) return [];
  return [violation(order.id, `is ${order.status}, and the provider keeps ${keptMinor} of ${dueMinor}`)];
}

function settledViolations(payment: SnapshotPayment, charges: readonly LedgerCharge[]): Violation[] {
  const { orderId, state, amountMinor, capturedMinor, refundedMinor, receipt, isCredited } = payment;
  const isCreditDue = receipt !== null && refundedMinor > 0;
  const books = [sumOf(charges, 'capturedMinor'), sumOf(charges, 'refundedMinor')].join(' and ');
  const known = [capturedMinor, refundedMinor].join(' and ');
  const dueMinor = state === 'CAPTURED' ? amountMinor : 0;
  const [paid, proven] = [amountOf(payment), receipt === null ? 'nothing' : amountOf(receipt)];
  return [
    ...(books === known
      ? []
      : [violation(orderId, `has taken and returned ${known} by its payment, ${books} by the provider`)]),
    ...(capturedMinor - refundedMinor === dueMinor
      ? []
      : [violation(orderId, `has a payment that is ${state}, and has taken and returned ${known}`)]),
    ...(proven === (state === 'CAPTURED' || receipt !== null ? paid : 'nothing')
      ? []
      : [violation(orderId, `paid ${paid}, and its receipt is of ${proven}`)]),
    ...(isCredited === isCreditDue
      ? []
      : [violation(orderId, `has been given back ${refundedMinor}, credit note: ${isCredited}`)]),
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

function amountOf({ amountMinor, taxMinor, currency }: NonNullable<SnapshotPayment['receipt']>): string {
  return `${amountMinor} ${currency} with ${taxMinor} of tax`;
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'money-adds-up', orderId, message: `order ${orderId} ${what}` };
}
