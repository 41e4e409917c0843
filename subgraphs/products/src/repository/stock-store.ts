import type { ReservationStatus } from '../domain/reservation.ts';
import type { StockLine } from '../domain/stock-movement.ts';
import type { Transaction } from './database.ts';
import {
  claimReservations,
  insertReservationLines,
  lockExpiredReservations,
  lockReservations,
  setReservationStatus,
  type NewReservation,
  type ReservationRecord,
} from './reservation-rows.ts';
import { lockStock, updateStock, type StockChange, type StockUpdate } from './stock-rows.ts';

/** What an order holds or held. */
export interface Holding {
  readonly orderId: string;
  readonly lines: readonly StockLine[];
}

/** Stock and reservations within one transaction. */
export interface StockStore {
  /** Claims orders and gives the ids of those that had no reservation, not even a tombstone. */
  claimReservations(reservations: readonly NewReservation[]): Promise<Set<string>>;
  lockReservations(orderIds: readonly string[]): Promise<Map<string, ReservationRecord>>;
  /** Locks reservations whose time is over; those that others have in hand are passed over. */
  lockExpiredReservations(now: Date, limit: number): Promise<ReservationRecord[]>;
  insertReservationLines(holdings: readonly Holding[]): Promise<void>;
  setReservationStatus(orderIds: readonly string[], status: ReservationStatus): Promise<void>;
  /** Locks stock until the transaction ends, and gives what is available. */
  lockStock(variantIds: Iterable<string>): Promise<Map<string, number>>;
  /** Moves pieces of variants that are locked, and gives what other domains must be told. */
  updateStock(updates: readonly StockUpdate[]): Promise<StockChange[]>;
}

/** The store of a transaction. */
export type StockWithin = (tx: Transaction) => StockStore;

/** Stock and reservations in PostgreSQL. */
export const stockWithin: StockWithin = (tx) => ({
  claimReservations: (reservations) => claimReservations(tx, reservations),
  lockReservations: (orderIds) => lockReservations(tx, orderIds),
  lockExpiredReservations: (now, limit) => lockExpiredReservations(tx, now, limit),
  insertReservationLines: (holdings) => insertReservationLines(tx, holdings),
  setReservationStatus: (orderIds, status) => setReservationStatus(tx, orderIds, status),
  lockStock: (variantIds) => lockStock(tx, variantIds),
  updateStock: (updates) => updateStock(tx, updates),
});
