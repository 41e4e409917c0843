import type { StockChange, StockStore } from '../ports.ts';
import { commitReservation, type CommitDecision } from '../rules/reservation.ts';
import { storeTransitions } from './store-transitions.ts';

/** What came of committing an order's reservation. */
export type CommitOutcome = CommitDecision & { readonly orderId: string };

/** The outcomes, aligned with the orders, and the stock changes to announce. */
export interface CommitResult {
  readonly outcomes: readonly CommitOutcome[];
  readonly stockChanges: readonly StockChange[];
}

/** Turns the reservations of some orders into sales. */
export async function commitReservations(
  stock: StockStore,
  orderIds: readonly string[],
): Promise<CommitResult> {
  const reservations = await stock.lockReservations(orderIds);
  const outcomes = orderIds.map((orderId) => ({
    orderId,
    ...commitReservation(reservations.get(orderId)?.status),
  }));
  const committed = outcomes.flatMap((outcome) => {
    const reservation = reservations.get(outcome.orderId);
    return reservation !== undefined && outcome.kind === 'committed' ? [{ reservation, ...outcome }] : [];
  });
  return { outcomes, stockChanges: await storeTransitions(stock, committed) };
}
