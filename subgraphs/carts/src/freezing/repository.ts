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
import { termsVersion } from '../pricing/door.ts';
import { giveBackUses, guestKeyOf, reserveUses } from '../promotions/door.ts';
import type { BeforeFreeze, FreezingStores, OrderEnd, OrderUses } from './ports.ts';

/** The stores in PostgreSQL. */
export const storesWithin: StoresWithin<FreezingStores> = (tx) => ({
  ...cartStoresWithin(tx),
  outcomes: bind(tx, { recordOutcomes, beforeFreeze }),
  uses: bind(tx, { reserveUses: reserve, giveBackUses }),
});

function reserve(
  tx: Transaction<Tables>,
  orders: readonly OrderUses[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  return reserveUses(
    tx,
    orders.map(({ email, ...order }) => {
      return { ...order, guestKey: order.customerId === null ? guestKeyOf(email) : null };
    }),
  );
}

async function recordOutcomes(tx: Transaction<Tables>, ended: readonly OrderEnd[]): Promise<void> {
  const rows = ended.map(({ orderId, outcome, now }) => ({ orderId, outcome, settledAt: now }));
  const [first, ...others] = rows.toSorted((a, b) => (a.orderId < b.orderId ? -1 : 1));
  if (first === undefined) return;
  const insert = insertRows(tx, 'settledOrders', [first, ...others]).onConflict((conflict) =>
    conflict.doNothing(),
  );
  await changeLater(tx, insert.compile());
}

/** How orders ended, and the version of what carts are priced by. */
export async function beforeFreeze(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<BeforeFreeze> {
  const rows = await db
    .selectFrom(db.selectNoFrom(termsVersion.as('termsVersion')).as('terms'))
    .leftJoin('settledOrders', (join) => join.on('orderId', '=', anyOf(orderIds)))
    .select(['orderId', 'outcome', 'terms.termsVersion'])
    .execute();
  const outcomes = rows.flatMap(({ orderId, outcome }) =>
    orderId === null || outcome === null ? [] : [[orderId, outcome] as const],
  );
  return { outcomes: new Map(outcomes), termsVersion: rows[0]?.termsVersion ?? '' };
}

/** Deletes the outcomes of orders that ended before a time. */
export async function deleteOutcomesBefore(db: Statements<Tables>, time: Date): Promise<void> {
  await db.deleteFrom('settledOrders').where('settledAt', '<', time).execute();
}
