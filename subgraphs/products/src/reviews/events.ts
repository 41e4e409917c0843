import type { Transaction } from '@cartwright/database';
import {
  guestClaimed,
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  message,
  purchaseRestated,
  reviewsChanged,
  type DataOf,
  type OrderSnapshot,
  type OutgoingMessage,
} from '@cartwright/events';
import { onBatch, onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import type { Purchase, PurchasesWithin } from './ports.ts';

type Tx = Transaction<Tables>;

/** The messages that reviews send. */
export const publishes = [reviewsChanged];

/** Tells that reviews of a product have changed; `changeId` is this change's alone. */
export function reviewsChangedMessage(productId: string, changeId: string): OutgoingMessage {
  return message(reviewsChanged, { productId, changeId });
}

/** What was bought with an order is the customer's whose order it turned out to be. */
export const consumesClaims = (
  claimPurchases: (tx: Tx, claim: DataOf<typeof orderClaimed>) => Promise<void>,
): MessageHandler<Tx>[] => [
  onMessage(orderClaimed, async ({ data }, tx) => {
    await claimPurchases(tx, data);
    return [];
  }),
];

const batchSize = 64;

/** Who bought what: the mark of a review whose author bought the product. */
export const consumesPurchases = (within: PurchasesWithin): MessageHandler<Tx>[] => [
  onBatch(
    orderConfirmed,
    batchSize,
    (received, tx: Tx) => within(tx).recordPurchases(received.map(({ data }) => purchaseOf(data))),
    { claimsLast: true },
  ),
  onMessage(orderCancelled, async ({ data }, tx) => {
    await within(tx).undoPurchase(purchaseOf(data));
    return [];
  }),
  onMessage(purchaseRestated, async ({ data }, tx) => {
    await within(tx).recordPurchases([data]);
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
