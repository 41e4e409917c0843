import type { Violation } from '@cartwright/invariants';
import type { CancellationReason, OrderWithLines } from '@cartwright/orders';
import type { Store } from './store.ts';

/** Earlier than any command is retried. */
const promptMs = 9_000;

/** The reasons besides missing stock for which an order may be cancelled, by the card that was tried last. */
const ownReasons: ReadonlyMap<string, readonly (CancellationReason | null)[]> = new Map([
  ['sim_ok', [null]],
  ['sim_blocked', ['PAYMENT_DECLINED']],
  ['sim_declined', ['PAYMENT_DECLINED']],
  ['sim_capture_declined', ['PAYMENT_FAILED']],
]);

/**
 * An order whose reservation was not refused is not out of stock; and a payment is given up before its reservation
 * expires, since stock that is released first may be missing when the payment arrives.
 */
const falseUnlessRefused: ReadonlySet<CancellationReason | null> = new Set([
  'OUT_OF_STOCK',
  'RESERVATION_EXPIRED',
]);

/** The reasons of orders whose reservation was refused: stock was missing, or a flash offer was. */
const refusals: ReadonlySet<CancellationReason | null> = new Set([
  'OUT_OF_STOCK',
  'OFFER_SOLD_OUT',
  'OFFER_LIMIT_REACHED',
]);

/**
 * What must hold beside the invariants in a world without faults: no order waits for a sweeper, which would hide a
 * message that is never sent, and every cancellation has the true reason.
 */
export function fairWeatherViolations({ orders, stock }: Store): Violation[] {
  return [...orders.orders.committed.values()].flatMap((order) => {
    if (order.cancellationReason === 'CUSTOMER_REQUEST') return [];
    const isRefused = stock.reservations.committed.get(order.id)?.status === 'refused';
    return [...slowness(order), ...falseReason(order, isRefused)];
  });
}

/** Those of which the provider decides at once, and that leave nothing to try again. */
const prompt: ReadonlySet<string> = new Set(['sim_ok', 'sim_blocked', 'sim_capture_declined']);

function slowness({
  id,
  placedAt,
  confirmedAt,
  cancelledAt,
  paymentMethodToken,
  paymentAttempts,
}: OrderWithLines): Violation[] {
  const tookMs = (confirmedAt ?? cancelledAt ?? placedAt).getTime() - placedAt.getTime();
  if (!prompt.has(paymentMethodToken) || paymentAttempts > 1 || tookMs < promptMs) return [];
  return [violation(id, `took ${tookMs} ms, though nothing went wrong`)];
}

function falseReason(order: OrderWithLines, isRefused: boolean): Violation[] {
  const { id, cancellationReason, paymentMethodToken } = order;
  const own = isTooLate(order) ? undefined : ownReasons.get(paymentMethodToken);
  const isTrue = isRefused
    ? refusals.has(cancellationReason)
    : !falseUnlessRefused.has(cancellationReason) && (own === undefined || own.includes(cancellationReason));
  const ended = cancellationReason ?? 'confirmed';
  return isTrue
    ? []
    : [violation(id, `is ${ended}, paid with ${paymentMethodToken}, stock refused: ${isRefused}`)];
}

/** A buyer who chooses another card at the last moment is told, truly, that the time is up. */
function isTooLate({ cancellationReason, cancelledAt, payUntil, paymentAttempts }: OrderWithLines): boolean {
  if (cancellationReason !== 'PAYMENT_TIMED_OUT' || paymentAttempts < 2) return false;
  return payUntil !== null && cancelledAt !== null && cancelledAt >= payUntil;
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'orders-end', orderId, message: `order ${orderId} ${what}` };
}
