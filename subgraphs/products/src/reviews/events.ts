import type { Transaction } from '@cartwright/database';
import {
  customerRegistered,
  guestClaimed,
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  purchaseRestated,
  type DataOf,
  type OrderSnapshot,
} from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import type { Purchase, PurchasesWithin } from './ports.ts';
import type { Reviewer } from './repository/reviewers.ts';

type Tx = Transaction<Tables>;

/** What is stored of those who write reviews. */
export interface Reviewers {
  /** Stores the name that a customer's reviews appear under, also those that are written, unless something newer is stored. */
  readonly saveReviewer: (tx: Tx, reviewer: Reviewer) => Promise<void>;
  /** Gives what was bought with an order to the customer whose order it turned out to be. */
  readonly claimPurchases: (tx: Tx, claim: DataOf<typeof orderClaimed>) => Promise<void>;
}

/** A customer's first name is what their reviews appear under. */
export const consumesCustomers = (reviewers: Reviewers): MessageHandler<Tx>[] => [
  onMessage(customerRegistered, async ({ data: { customerId, firstName } }, tx) => {
    await reviewers.saveReviewer(tx, { customerId, version: 1, displayName: firstName });
    return [];
  }),
  onMessage(orderClaimed, async ({ data }, tx) => {
    await reviewers.claimPurchases(tx, data);
    return [];
  }),
];

/** Who bought what: the mark of a review whose author bought the product. */
export const consumesPurchases = (within: PurchasesWithin): MessageHandler<Tx>[] => [
  onMessage(orderConfirmed, async ({ data }, tx) => {
    await within(tx).recordPurchase(purchaseOf(data));
    return [];
  }),
  onMessage(orderCancelled, async ({ data }, tx) => {
    await within(tx).undoPurchase(purchaseOf(data));
    return [];
  }),
  onMessage(purchaseRestated, async ({ data }, tx) => {
    await within(tx).recordPurchase(data);
    return [];
  }),
  onMessage(guestClaimed, async ({ data }, tx) => {
    await within(tx).claimGuest(data);
    return [];
  }),
];

function purchaseOf({ orderId, customerId, lines }: OrderSnapshot): Purchase {
  return { orderId, customerId, productIds: [...new Set(lines.map(({ productId }) => productId))] };
}
