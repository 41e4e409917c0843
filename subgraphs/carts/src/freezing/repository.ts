import { bind, type Statements, type Transaction } from '@cartwright/database';
import { storesWithin as cartStoresWithin, type StoresWithin } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { FreezingStores, OrderEnd } from './ports.ts';
import type { OrderOutcome } from './rules/order-outcome.ts';

/** The stores in PostgreSQL. */
export const storesWithin: StoresWithin<FreezingStores> = (tx) => ({
  ...cartStoresWithin(tx),
  outcomes: bind(tx, { recordOutcome, outcomeOf }),
});

async function recordOutcome(tx: Transaction<Tables>, { orderId, outcome, now }: OrderEnd): Promise<void> {
  await tx
    .insertInto('settledOrders')
    .values({ orderId, outcome, settledAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How an order ended; undefined when carts does not know of its end. */
export async function outcomeOf(db: Statements<Tables>, orderId: string): Promise<OrderOutcome | undefined> {
  const row = await db
    .selectFrom('settledOrders')
    .select('outcome')
    .where('orderId', '=', orderId)
    .executeTakeFirst();
  return row?.outcome;
}

/** Deletes the outcomes of orders that ended before a time. */
export async function deleteOutcomesBefore(db: Statements<Tables>, time: Date): Promise<void> {
  await db.deleteFrom('settledOrders').where('settledAt', '<', time).execute();
}
