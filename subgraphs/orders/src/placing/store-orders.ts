import { gather, type Transaction } from '@cartwright/database';
import { message, newsletterAskedAtCheckout, orderPlaced } from '@cartwright/events';
import type { Messaging, Send } from '@cartwright/messaging';
import { checkoutMessages, type Advance, type CheckoutPolicy } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import { orderSnapshot } from '../order/door.ts';
import type { PlacedOrder, PlacedOrders } from './ports.ts';

/** An order that is to be stored, with what its checkout begins with and the trace of the request that places it. */
export interface OrderToStore extends Omit<PlacedOrder, 'timeline'> {
  readonly begun: Advance;
  readonly traceparent: string;
  readonly wantsNewsletter: boolean;
}

/** Stores an order with all that follows. @returns its number; undefined when its attempt no longer holds its key */
export type StoreOrder = (placed: OrderToStore) => Promise<string | undefined>;

/** What storing orders needs. */
export interface StoreOrdersDependencies {
  readonly policy: CheckoutPolicy;
  readonly orders: Pick<PlacedOrders, 'insert'>;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
}

const batchSize = 64;

/** Builds what stores orders: those that are placed at the same time share a transaction. */
export function storingOrders(dependencies: StoreOrdersDependencies): StoreOrder {
  return gather({ limit: batchSize, run: (batch) => storeOrders(dependencies, batch) });
}

/** One transaction: the orders, their checkouts, timelines and keys, and their first messages. */
function storeOrders(
  { orders, messaging, policy }: StoreOrdersDependencies,
  batch: readonly OrderToStore[],
): Promise<(string | undefined)[]> {
  return messaging.transact(async (tx, send) => {
    const numbers = await orders.insert(
      tx,
      batch.map(({ order, key, begun }) => ({ order, key, timeline: begun.timeline })),
    );
    for (const [index, placed] of batch.entries()) {
      const number = numbers[index];
      if (number !== undefined) announce(placed, number, { send, policy });
    }
    return numbers;
  });
}

function announce(
  { order, begun, traceparent, wantsNewsletter }: OrderToStore,
  number: string,
  { send, policy }: { readonly send: Send; readonly policy: CheckoutPolicy },
): void {
  const numbered = { ...order, number };
  send(message(orderPlaced, orderSnapshot(numbered)), traceparent);
  for (const next of checkoutMessages(numbered, begun, policy)) send(next, traceparent);
  if (wantsNewsletter) send(message(newsletterAskedAtCheckout, askingOf(numbered)), traceparent);
}

function askingOf({ id, customerId, email, locale, placedAt }: OrderToStore['order']) {
  return { orderId: id, customerId, email, locale, askedAt: placedAt.toISOString() };
}
