import {
  commitReservation,
  expireReservation,
  releaseReservation,
  type CommitDecision,
  type Transition,
} from '../domain/reservation.ts';
import { sumMovements } from '../domain/stock-movement.ts';
import type { ReservationRecord } from '../repository/reservation-rows.ts';
import type { StockChange } from '../repository/stock-rows.ts';
import type { StockStore } from '../repository/stock-store.ts';

/** Decisions aligned with the orders, and what other domains must be told. */
export interface CommitResult {
  readonly decisions: readonly CommitDecision[];
  readonly stockChanges: readonly StockChange[];
}

/** Orders whose time was over, and what other domains must be told. */
export interface ExpiryResult {
  readonly orderIds: readonly string[];
  readonly stockChanges: readonly StockChange[];
}

/** Turns the reservations of some orders into sales. */
export async function commitReservations(
  stock: StockStore,
  orderIds: readonly string[],
): Promise<CommitResult> {
  const reservations = await stock.lockReservations(orderIds);
  const decisions = orderIds.map((orderId) => commitReservation(reservations.get(orderId)?.status));
  const settled = orderIds.flatMap((orderId, index) => {
    const reservation = reservations.get(orderId);
    const decision = decisions[index];
    return reservation !== undefined && decision?.kind === 'committed' ? [{ reservation, ...decision }] : [];
  });
  return { decisions, stockChanges: await settle(stock, settled) };
}

/**
 * Gives back whatever some orders hold or bought. An order that is not known yet gets a tombstone, so that a
 * reserve or commit that comes later finds nothing.
 */
export async function releaseReservations(
  stock: StockStore,
  orderIds: readonly string[],
): Promise<readonly StockChange[]> {
  const buried = await stock.claimReservations(
    orderIds.map((orderId) => ({ orderId, status: 'released', expiresAt: null })),
  );
  const known = await stock.lockReservations(orderIds.filter((orderId) => !buried.has(orderId)));
  return settle(
    stock,
    [...known.values()].map((reservation) => ({ reservation, ...releaseReservation(reservation.status) })),
  );
}

/** Takes back up to `limit` reservations whose time is over. */
export async function expireReservations(stock: StockStore, now: Date, limit: number): Promise<ExpiryResult> {
  const reservations = await stock.lockExpiredReservations(now, limit);
  const expired = reservations.flatMap((reservation) => {
    const transition = expireReservation(reservation.status);
    return transition === null ? [] : [{ reservation, ...transition }];
  });
  const stockChanges = await settle(stock, expired);
  return { orderIds: expired.map(({ reservation }) => reservation.orderId), stockChanges };
}

interface Settlement extends Transition {
  readonly reservation: ReservationRecord;
}

/** Stores where reservations go and moves what they hold. */
async function settle(
  stock: StockStore,
  settlements: readonly Settlement[],
): Promise<readonly StockChange[]> {
  const changing = settlements.filter(({ reservation, status }) => reservation.status !== status);
  for (const [status, group] of Map.groupBy(changing, (settlement) => settlement.status)) {
    await stock.setReservationStatus(
      group.map(({ reservation }) => reservation.orderId),
      status,
    );
  }
  const movements = changing.flatMap(({ move, reservation: { lines } }) =>
    move === null ? [] : [{ move, lines }],
  );
  const deltas = sumMovements(movements);
  if (deltas.length === 0) return [];
  await stock.lockStock(deltas.map(({ variantId }) => variantId));
  return stock.updateStock(deltas);
}
