import type { Transaction } from '@cartwright/database';
import {
  customerRegistered,
  guestClaimed,
  orderCancelled,
  orderConfirmed,
  purchaseRestated,
  type OrderSnapshot,
} from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import type { Purchase, PurchasesWithin } from './ports.ts';

type Tx = Transaction<Tables>;

/** Stores the name that a customer's reviews appear under. */
export type SaveReviewer = (tx: Tx, customerId: string, displayName: string) => Promise<void>;

/** A customer's first name is what their reviews will appear under. */
export const consumesCustomers = (saveReviewer: SaveReviewer): MessageHandler<Tx>[] => [
  onMessage(customerRegistered, async ({ data: { customerId, firstName } }, tx) => {
    await saveReviewer(tx, customerId, firstName);
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
