import type { StockChange, StockStore } from '../ports.ts';
import { releaseReservation } from '../rules/reservation.ts';
import { storeTransitions } from './store-transitions.ts';

/**
 * Puts back whatever some orders hold or bought, and returns the stock changes to announce. An order that is not known
 * yet gets a tombstone, so that a reserve or commit that comes later is refused.
 */
export async function releaseReservations(
  stock: StockStore,
  orderIds: readonly string[],
): Promise<readonly StockChange[]> {
  const entombed = await stock.claimReservations(
    orderIds.map((orderId) => ({ orderId, status: 'released', expiresAt: null })),
  );
  const known = await stock.lockReservations(orderIds.filter((orderId) => !entombed.has(orderId)));
  return storeTransitions(
    stock,
    [...known.values()].map((reservation) => ({ reservation, ...releaseReservation(reservation.status) })),
  );
}
