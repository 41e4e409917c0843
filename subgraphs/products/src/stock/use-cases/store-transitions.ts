import type { Reservation, StockChange, StockStore } from '../ports.ts';
import type { Transition } from '../rules/reservation.ts';
import { sumMovements } from '../rules/stock-movement.ts';

/** A locked reservation with its transition. */
export interface ReservationTransition extends Transition {
  readonly reservation: Reservation;
}

/** Stores the new status of reservations, moves what they hold, and returns the stock changes to announce. */
export async function storeTransitions(
  stock: StockStore,
  transitions: readonly ReservationTransition[],
): Promise<readonly StockChange[]> {
  const changing = transitions.filter(({ reservation, status }) => reservation.status !== status);
  const movements = changing.flatMap(({ move, reservation: { lines } }) =>
    move === null ? [] : [{ move, lines }],
  );
  const stockChanges = await stock.updateStock(sumMovements(movements));
  for (const [status, group] of Map.groupBy(changing, (transition) => transition.status)) {
    await stock.setReservationStatus(
      group.map(({ reservation }) => reservation.orderId),
      status,
    );
  }
  return stockChanges;
}
