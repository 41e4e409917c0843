import type { CartStores, Dependencies as CartDependencies, ReservedUses } from '../cart/door.ts';
import type { PromotionUse } from './rules/decide-freeze.ts';
import type { OrderOutcome } from './rules/order-outcome.ts';

/** How orders ended, kept for a week: a freeze that arrives after the end of its order must not lock the cart. */
export interface OrderOutcomes {
  /** Records the outcomes of different orders, each unless one is recorded already. */
  readonly recordOutcomes: (ended: readonly OrderEnd[]) => Promise<void>;
  /** How orders ended, and by what carts are priced, in one statement. */
  readonly beforeFreeze: (orderIds: readonly string[]) => Promise<BeforeFreeze>;
}

/** What a freeze has to know besides its cart. */
export interface BeforeFreeze {
  /** By order; one that has not ended, or that carts does not know, is left out. */
  readonly outcomes: ReadonlyMap<string, OrderOutcome>;
  /** The version of what staff have laid down of prices, as the transaction sees it. */
  readonly termsVersion: string;
}

/** Uses of promotions, which can be limited: an order uses each of its own once. */
export interface PromotionUses extends ReservedUses {
  /** Reserves all uses of each order, or none of them where one is used up, whose ids are told by order; for an order that has them already nothing. */
  readonly reserveUses: (orders: readonly OrderUses[]) => Promise<ReadonlyMap<string, readonly string[]>>;
}

/** The promotions that an order uses. */
export interface OrderUses {
  readonly orderId: string;
  /** Null for a guest, who is told apart from others by the e-mail address. */
  readonly customerId: string | null;
  readonly email: string;
  readonly uses: readonly PromotionUse[];
  /** An order that never came, whose uses are given back where this one has its own; null for none. */
  readonly replaces: string | null;
}

/** Of promotions without limits. */
export const unlimitedUses: PromotionUses = {
  reserveUses: () => Promise.resolve(new Map()),
  giveBackUses: () => Promise.resolve(),
};

/** The end of an order. */
export interface OrderEnd {
  readonly orderId: string;
  readonly outcome: OrderOutcome;
  readonly now: Date;
}

/** The stores that freezing uses. */
export interface FreezingStores extends CartStores {
  readonly outcomes: OrderOutcomes;
  readonly uses: PromotionUses;
}

/** The dependencies of freezing. */
export interface Dependencies extends Omit<CartDependencies<FreezingStores>, 'database'> {
  readonly database: Pick<CartDependencies['database'], 'transaction'>;
}
