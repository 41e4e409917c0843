import { jsonRow, type Statements } from '@cartwright/database';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { shownColumns, type ShownLine, type ShownOrder } from '../../order/door.ts';

type Page = SelectQueryBuilder<Tables, 'orders', Omit<ShownOrder, 'lines'>>;

/** Orders with all lines of each in their order, in no order of the orders: the lines of all are looked up in one go. */
export function joinLines(db: Statements<Tables>, page: Page) {
  return db
    .with('page', () => page)
    .with('bought', (query) =>
      query
        .selectFrom('page')
        .innerJoin('orderLines as l', 'l.orderId', 'page.id')
        .select((eb) => {
          const line = jsonRow<ShownLine>({
            id: eb.ref('l.id'),
            variantId: eb.ref('l.variantId'),
            title: eb.ref('l.title'),
            variantTitle: eb.ref('l.variantTitle'),
            sku: eb.ref('l.sku'),
            quantity: eb.ref('l.quantity'),
            unitPriceMinor: eb.ref('l.unitPriceMinor'),
            totalMinor: eb.ref('l.totalMinor'),
            bundleParts: eb.ref('l.bundleParts'),
            discounts: eb.ref('l.discounts'),
            taxRateBasisPoints: eb.ref('l.taxRateBasisPoints'),
            taxMinor: eb.ref('l.taxMinor'),
          });
          const lines = eb.fn.agg<ShownLine[]>('json_agg', [line]).orderBy('l.position');
          return ['l.orderId', lines.as('lines')];
        })
        .groupBy('l.orderId'),
    )
    .selectFrom('page')
    .leftJoin('bought', 'bought.orderId', 'page.id')
    .selectAll('page')
    .select((eb) => eb.fn.coalesce('bought.lines', sql<ShownLine[]>`'[]'`).as('lines'));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (db: Statements<Tables>) => joinLines(db, db.selectFrom('orders').select(shownColumns)).execute(),
];
