import type { Database, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { OfferStore } from '../offers/door.ts';
import type { Cart } from './rules/cart.ts';

/** Carts with their lines and today's offers, as one transaction sees and changes them. What it locks stays locked until its end. */
export interface CartStore {
  /** Locks a cart of this owner; undefined when they have no such cart. The id of a merged cart finds the cart that it went into. */
  readonly lockCart: (cartId: string, ownerId: string) => Promise<Cart | undefined>;
  /** Locks all carts of these owners that are not COMPLETED. */
  readonly lockCartsInUse: (ownerIds: readonly string[]) => Promise<Cart[]>;
  /** Locks the cart that is CHECKING_OUT for this order; undefined when none is. */
  readonly lockCheckingOut: (orderId: string) => Promise<Cart | undefined>;
  /** Whether an owner has or had any cart. */
  readonly ownsCarts: (ownerId: string) => Promise<boolean>;
  /** Stores a new ACTIVE cart; a guest's is deleted when nobody comes back to it. @throws an error that `isSecondActiveCart` knows when the owner has one already */
  readonly insertCart: (cart: Cart, isGuests?: boolean) => Promise<void>;
  /** Stores everything of a cart but its owner. */
  readonly saveCart: (cart: Cart) => Promise<void>;
  /** Makes all carts of one owner another's, who is a customer. */
  readonly giveCarts: (fromOwnerId: string, toOwnerId: string) => Promise<void>;
  /** Deletes a cart; from then on its id finds the other one. */
  readonly replaceCart: (replacement: Replacement) => Promise<void>;
}

/** A cart whose lines went into another one. */
export interface Replacement {
  readonly cartId: string;
  readonly intoCartId: string;
  readonly now: Date;
}

/** What a change of a cart reads and writes. */
export interface CartStores {
  readonly carts: CartStore;
  readonly offers: OfferStore;
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
}
