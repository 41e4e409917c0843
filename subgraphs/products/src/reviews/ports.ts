import type { Transaction } from '@cartwright/database';
import type { Tables } from '../tables.ts';

/** The products of an order, and who bought them. */
export interface Purchase {
  readonly orderId: string;
  /** The customer, or the guest that a customer was. */
  readonly customerId: string;
  /** Each once. */
  readonly productIds: readonly string[];
}

/** Who bought what, as orders tell, within one transaction. */
export interface PurchaseStore {
  /** Stores purchases of different orders, but for those that are known or undone. */
  readonly recordPurchases: (purchases: readonly Purchase[]) => Promise<void>;
  /** Undoes a purchase for good, also one that is yet to be recorded. */
  readonly undoPurchase: (purchase: Purchase) => Promise<void>;
  /** Gives what a guest bought and will have bought to the first customer who claims the guest. */
  readonly claimGuest: (claim: { readonly guestId: string; readonly customerId: string }) => Promise<void>;
}

/** The purchases of a transaction. */
export type PurchasesWithin = (tx: Transaction<Tables>) => PurchaseStore;
