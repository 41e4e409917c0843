import type { Database, Statements, Transaction } from '@cartwright/database';
import type { DataOf, orderClaimed } from '@cartwright/events';
import type { Tables } from '../generated/tables.ts';
import type { OfferStore } from '../offers/door.ts';
import type { HeldTerms } from '../pricing/door.ts';
import type { Cart } from './rules/cart.ts';

/** Carts with their lines and today's offers, as one transaction sees and changes them. What it locks stays locked until its end. */
export interface CartStore {
  /** Locks carts of these owners, aligned; undefined for one that its owner does not have. The id of a merged cart finds the cart that it went into. */
  readonly lockCarts: (asked: readonly OwnedCart[]) => Promise<(Cart | undefined)[]>;
  /** Locks all carts of these owners that are neither COMPLETED nor put aside. */
  readonly lockCartsInUse: (ownerIds: readonly string[]) => Promise<Cart[]>;
  /** Locks the carts that are CHECKING_OUT for these orders, in any order. */
  readonly lockCheckingOut: (orderIds: readonly string[]) => Promise<Cart[]>;
  /** Whether an owner has or had any cart. */
  readonly ownsCarts: (ownerId: string) => Promise<boolean>;
  /** Stores new ACTIVE carts with their lines; where an owner has one already, the transaction ends with an error that `isSecondActiveCart` knows. */
  readonly insertCarts: (carts: readonly Cart[]) => Promise<void>;
  /** Stores everything of different carts but whose they are. */
  readonly saveCarts: (carts: readonly Cart[]) => Promise<void>;
  /** Keeps the carts that are CHECKING_OUT for these orders frozen beyond the time limit. */
  readonly confirmFreezes: (orderIds: readonly string[]) => Promise<void>;
  /** Ends the carts that are CHECKING_OUT for these orders: they are COMPLETED. */
  readonly completeCarts: (orderIds: readonly string[], now: Date) => Promise<void>;
  /** Makes all carts of one owner another's, who is a customer. */
  readonly giveCarts: (fromOwnerId: string, toOwnerId: string) => Promise<void>;
  /** Makes the COMPLETED cart of an order a customer's, whose the order turned out to be. */
  readonly giveOrdered: (claim: OrderClaim) => Promise<void>;
  /** Deletes a cart; from then on its id finds the other one. */
  readonly replaceCart: (replacement: Replacement) => Promise<void>;
}

/** A cart by its id, as its owner asks for it. */
export interface OwnedCart {
  readonly cartId: string;
  readonly ownerId: string;
}

/** An order that turned out to be a customer's, and whose it was until then. */
export type OrderClaim = DataOf<typeof orderClaimed>;

/** A cart whose lines went into another one. */
export interface Replacement {
  readonly cartId: string;
  readonly intoCartId: string;
  readonly now: Date;
}

/** What orders have reserved of promotions. */
export interface ReservedUses {
  /** Gives back what orders have reserved; nothing happens for those that have not. Counts are locked after carts, never before. */
  readonly giveBackUses: (orderIds: readonly string[]) => Promise<void>;
}

/** What a change of a cart reads and writes. */
export interface CartStores {
  readonly carts: CartStore;
  readonly offers: OfferStore;
  readonly uses: ReservedUses;
}

/** The stores of one transaction. */
export type StoresWithin<Stores = CartStores> = (tx: Transaction<Tables>) => Stores;

/** What use cases are built from. */
export interface Dependencies<Stores = CartStores> {
  readonly database: Pick<Database<Tables>, 'statements' | 'transaction'>;
  readonly storesWithin: StoresWithin<Stores>;
  readonly now: () => Date;
  /** Makes UUIDv7s. */
  readonly newId: () => string;
  readonly terms: Pick<HeldTerms<Statements<Tables>>, 'at' | 'within' | 'versionAt'>;
}
