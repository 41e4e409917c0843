import { anyOfIds, keyedRead, type Statements } from '@cartwright/database';
import { sql, type ExpressionBuilder, type NotNull } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { Tables } from '../../generated/tables.ts';
import type { Order, OrderLine } from './order-rows.ts';

/** Orders by their ids, in no particular order. */
export const readOrders = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('orders').selectAll().where('id', '=', anyOfIds(ids)),
);

/** The order of a number; undefined when there is none. */
export function findByNumber(db: Statements<Tables>, number: string): Promise<Order | undefined> {
  return db.selectFrom('orders').selectAll().where('number', '=', number).executeTakeFirst();
}

/** The lines of orders, each order's in their order. */
export const readLinesOf = keyedRead((db: Statements<Tables>, orderIds: readonly string[]) =>
  db
    .selectFrom('orderLines')
    .selectAll()
    .where('orderId', '=', anyOfIds(orderIds))
    .orderBy('orderId')
    .orderBy('position'),
);

/** Lines by their ids, with what only their order knows: whose they are, in which currency, and what promotions were. */
export const readLines = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db
    .selectFrom('orderLines as l')
    .innerJoin('orders as o', 'o.id', 'l.orderId')
    .selectAll('l')
    .select(['o.customerId', 'o.guestId', 'o.currency', 'o.priceDetails'])
    .where('l.id', '=', anyOfIds(ids)),
);

/** The lives of orders, each order's oldest step first. */
export const readTimelinesOf = keyedRead((db: Statements<Tables>, orderIds: readonly string[]) =>
  db
    .selectFrom('timelineEntries')
    .selectAll()
    .where('orderId', '=', anyOfIds(orderIds))
    .orderBy('orderId')
    .orderBy('version'),
);

/** Orders with their lines, from the table as `o`: say which, and lock them where needed. */
export function selectOrdersWithLines(db: Statements<Tables>) {
  return db.selectFrom('orders as o').selectAll('o').select(linesOf).$narrowType<{ lines: NotNull }>();
}

/** All lines of the order `o` as JSON, under the names of `OrderLine`. */
function linesOf(order: ExpressionBuilder<Tables & { o: Tables['orders'] }, 'o'>) {
  return order
    .selectFrom('orderLines as l')
    .whereRef('l.orderId', '=', 'o.id')
    .select((eb) => {
      const line = jsonBuildObject({
        id: eb.ref('l.id'),
        orderId: eb.ref('l.orderId'),
        position: eb.ref('l.position'),
        variantId: eb.ref('l.variantId'),
        productId: eb.ref('l.productId'),
        title: eb.ref('l.title'),
        variantTitle: eb.ref('l.variantTitle'),
        sku: eb.ref('l.sku'),
        quantity: eb.ref('l.quantity'),
        unitPriceMinor: eb.ref('l.unitPriceMinor'),
        basePriceMinor: eb.ref('l.basePriceMinor'),
        totalMinor: eb.ref('l.totalMinor'),
        metafields: eb.ref('l.metafields'),
        bundleParts: eb.ref('l.bundleParts'),
        discounts: eb.ref('l.discounts'),
        taxRateBasisPoints: eb.ref('l.taxRateBasisPoints'),
        taxMinor: eb.ref('l.taxMinor'),
      } satisfies Record<keyof OrderLine, unknown>);
      const lines = eb.fn.agg<OrderLine[]>('json_agg', [line]).orderBy('l.position');
      return eb.fn.coalesce(lines, sql<OrderLine[]>`'[]'`).as('lines');
    })
    .as('lines');
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [(db: Statements<Tables>) => selectOrdersWithLines(db).execute()];
