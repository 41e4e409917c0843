import {
  anyOf,
  bind,
  changeLater,
  insertRows,
  type Statements,
  type StatementSample,
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

/** Which uses are looked at. */
export interface LeftUses {
  /** The oldest use that is looked at. */
  readonly usedFrom: Date;
  /** Freezes from before it have expired unless their order is placed. */
  readonly expiredBefore: Date;
  readonly limit: number;
}

/** The orders with uses of promotions that no cart is frozen for any more, and that are not confirmed. */
export async function findLeftUses(
  db: Statements<Tables>,
  { usedFrom, expiredBefore, limit }: LeftUses,
): Promise<string[]> {
  const rows = await db
    .selectFrom('promotionUses as u')
    .select('u.orderId')
    .distinct()
    .where('u.usedAt', '>=', usedFrom)
    .where('u.usedAt', '<', expiredBefore)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('carts as c')
            .select('c.id')
            .whereRef('c.frozenForOrder', '=', 'u.orderId')
            .where((cart) =>
              cart.or([
                cart('c.status', '=', 'COMPLETED'),
                cart('c.freezeConfirmed', '=', true),
                cart('c.frozenAt', '>=', expiredBefore),
              ]),
            ),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('settledOrders as s')
            .select('s.orderId')
            .whereRef('s.orderId', '=', 'u.orderId')
            .where('s.outcome', '=', 'CONFIRMED'),
        ),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(({ orderId }) => orderId);
}

/** Deletes the outcomes of orders that ended before a time. */
export async function deleteOutcomesBefore(db: Statements<Tables>, time: Date): Promise<void> {
  await db.deleteFrom('settledOrders').where('settledAt', '<', time).execute();
}

const at = new Date(0);
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findLeftUses(tx, { usedFrom: at, expiredBefore: at, limit: 1 }),
];
