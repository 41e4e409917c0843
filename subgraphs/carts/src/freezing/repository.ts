import {
  anyOf,
  bind,
  changeLater,
  insertRows,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { storesWithin as cartStoresWithin, type StoresWithin } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { FreezingStores, OrderEnd } from './ports.ts';
import type { OrderOutcome } from './rules/order-outcome.ts';

/** The stores in PostgreSQL. */
export const storesWithin: StoresWithin<FreezingStores> = (tx) => ({
  ...cartStoresWithin(tx),
  outcomes: bind(tx, { recordOutcomes, outcomesOf }),
});

async function recordOutcomes(tx: Transaction<Tables>, ended: readonly OrderEnd[]): Promise<void> {
  const rows = ended.map(({ orderId, outcome, now }) => ({ orderId, outcome, settledAt: now }));
  const [first, ...others] = rows.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
  if (first === undefined) return;
  const insert = insertRows(tx, 'settledOrders', [first, ...others]).onConflict((conflict) =>
    conflict.doNothing(),
  );
  await changeLater(tx, insert.compile());
}

/** How orders ended, by their ids; one of whose end carts does not know is left out. */
export async function outcomesOf(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderOutcome>> {
  const rows = await db
    .selectFrom('settledOrders')
    .select(['orderId', 'outcome'])
    .where('orderId', '=', anyOf(orderIds))
    .execute();
  return new Map(rows.map(({ orderId, outcome }) => [orderId, outcome]));
}

/** Deletes the outcomes of orders that ended before a time. */
export async function deleteOutcomesBefore(db: Statements<Tables>, time: Date): Promise<void> {
  await db.deleteFrom('settledOrders').where('settledAt', '<', time).execute();
}
