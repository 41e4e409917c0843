import type { CartStores, Dependencies as CartDependencies } from '../cart/door.ts';
import type { OrderOutcome } from './rules/order-outcome.ts';

/** How orders ended, kept for a week: a freeze that arrives after the end of its order must not lock the cart. */
export interface OrderOutcomes {
  /** Records the outcomes of different orders, each unless one is recorded already. */
  readonly recordOutcomes: (ended: readonly OrderEnd[]) => Promise<void>;
  /** By order; one that has not ended, or that carts does not know, is left out. */
  readonly outcomesOf: (orderIds: readonly string[]) => Promise<ReadonlyMap<string, OrderOutcome>>;
}

/** The end of an order. */
export interface OrderEnd {
  readonly orderId: string;
  readonly outcome: OrderOutcome;
  readonly now: Date;
}

/** The stores that freezing uses. */
export interface FreezingStores extends CartStores {
  readonly outcomes: OrderOutcomes;
}

/** The dependencies of freezing. */
export interface Dependencies extends Omit<CartDependencies<FreezingStores>, 'database'> {
  readonly database: Pick<CartDependencies['database'], 'transaction'>;
}
