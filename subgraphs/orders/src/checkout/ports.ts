import type { CompiledQuery, Transaction } from '@cartwright/database';
import type { ClaimedOrder, SettledOrder } from '../claims/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { OrderWithLines, SavedCheckout } from '../order/door.ts';

/** Checkouts within one transaction. */
export interface CheckoutStore {
  /** Locks orders until the transaction ends and gives them as they are now; unknown ids are left out. */
  readonly lock: (ids: readonly string[]) => Promise<OrderWithLines[]>;
  /** What `lock` sends, for whoever has it travel with something else; undefined where nothing is sent. */
  readonly locking: (ids: readonly string[]) => CompiledQuery | undefined;
  /** Locks up to `limit` orders whose deadline has passed, the longest overdue first; skips those that are locked. */
  readonly lockDue: (now: Date, limit: number) => Promise<OrderWithLines[]>;
  /** Stores checkouts of locked orders. */
  readonly save: (saved: readonly SavedCheckout[], now: Date) => Promise<void>;
  /** Gives locked orders of guests to the customers who turned out to be their buyers; gives those that others must be told of. */
  readonly settle: (orders: readonly SettledOrder[]) => Promise<readonly ClaimedOrder[]>;
}

/** The store of a transaction. */
export type CheckoutsWithin = (tx: Transaction<Tables>) => CheckoutStore;
