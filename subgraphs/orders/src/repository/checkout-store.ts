import type { OrderWithLines } from '../domain/order.ts';
import type { Transaction } from './database.ts';
import { insertOrder, type PlacedOrder } from './insert-order.ts';
import { lockDueOrders, lockOrders } from './lock-orders.ts';
import { saveAdvances, type SavedAdvance } from './save-advances.ts';

/** Checkouts within one transaction. */
export interface CheckoutStore {
  /** Locks orders until the transaction ends and gives them as they are now. */
  lock(ids: readonly string[]): Promise<OrderWithLines[]>;
  /** Locks orders whose deadline has passed, but for those that another transaction holds. */
  lockDue(now: Date, limit: number): Promise<OrderWithLines[]>;
  /** Stores checkouts and their new timeline entries. */
  save(saved: readonly SavedAdvance[], now: Date): Promise<void>;
  /** Stores a new order and gives its number; undefined when the order exists already. */
  insert(placed: PlacedOrder): Promise<string | undefined>;
}

/** The store of a transaction. */
export type CheckoutsWithin = (tx: Transaction) => CheckoutStore;

/** Checkouts in PostgreSQL. */
export const checkoutsWithin: CheckoutsWithin = (tx) => ({
  lock: (ids) => lockOrders(tx, ids),
  lockDue: (now, limit) => lockDueOrders(tx, now, limit),
  save: (saved, now) => saveAdvances(tx, saved, now),
  insert: (placed) => insertOrder(tx, placed),
});
