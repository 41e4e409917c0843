import type { Violation } from '@cartwright/invariants';
import type { CancellationReason } from '@cartwright/orders/src/domain/checkout/checkout.ts';
import type { OrderWithLines } from '@cartwright/orders/src/domain/order.ts';
import type { Store } from './store.ts';

/** Before any command is sent again. */
const promptMs = 9_000;

/** Why an order that is paid with a card of this kind may be cancelled, beside being out of stock. */
const ownReasons: ReadonlyMap<string, readonly (CancellationReason | null)[]> = new Map([
  ['sim_ok', [null]],
  ['sim_declined', ['PAYMENT_DECLINED']],
  ['sim_capture_declined', ['PAYMENT_FAILED']],
]);

/**
 * Who was not refused is not out of stock; and a payment is given up before its reservation ends, since stock that is let
 * go first may be missing when the money comes.
 */
const falseUnlessRefused: ReadonlySet<CancellationReason | null> = new Set([
  'OUT_OF_STOCK',
  'RESERVATION_EXPIRED',
]);

/**
 * What must hold beside the invariants in a world where nothing goes wrong: nobody waits for a sweeper, which would hide a
 * message that is never sent, and who is cancelled is told the true reason.
 */
export function fairWeatherViolations({ orders, stock }: Store): Violation[] {
  return [...orders.orders.committed.values()].flatMap((order) => {
    if (order.cancellationReason === 'CUSTOMER_REQUEST') return [];
    const isRefused = stock.reservations.committed.get(order.id)?.status === 'refused';
    return [...slowness(order), ...falseReason(order, isRefused)];
  });
}

function slowness({
  id,
  placedAt,
  confirmedAt,
  cancelledAt,
  paymentMethodToken,
}: OrderWithLines): Violation[] {
  const tookMs = (confirmedAt ?? cancelledAt ?? placedAt).getTime() - placedAt.getTime();
  if (!ownReasons.has(paymentMethodToken) || tookMs < promptMs) return [];
  return [violation(id, `took ${tookMs} ms, though nothing went wrong`)];
}

function falseReason(
  { id, cancellationReason, paymentMethodToken }: OrderWithLines,
  isRefused: boolean,
): Violation[] {
  const own = ownReasons.get(paymentMethodToken);
  const isTrue = isRefused
    ? cancellationReason === 'OUT_OF_STOCK'
    : !falseUnlessRefused.has(cancellationReason) && (own === undefined || own.includes(cancellationReason));
  const ended = cancellationReason ?? 'confirmed';
  return isTrue
    ? []
    : [violation(id, `is ${ended}, paid with ${paymentMethodToken}, stock refused: ${isRefused}`)];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'orders-end', orderId, message: `order ${orderId} ${what}` };
}
