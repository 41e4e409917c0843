import {
  anyOf,
  bind,
  builtOnce,
  changeLater,
  insertRows,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { expressionBuilder, type Expression, type Selectable, type SqlBool } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Purchase, PurchasesWithin } from '../ports.ts';

/** The purchases of a transaction. */
export const purchasesWithin: PurchasesWithin = (tx) =>
  bind(tx, { recordPurchases, undoPurchase, claimGuest });

async function recordPurchases(tx: Transaction<Tables>, purchases: readonly Purchase[]): Promise<void> {
  const rows = purchases.flatMap((purchase) => rowsOf(purchase, false)).toSorted(inOneSequence);
  if (rows.length > 0) await changeLater(tx, insertNew.queryFor(tx, { rows: recordsOf(rows) }));
}

const insertNew = builtOnce((db: Statements<Tables>, { rows }: { readonly rows: Records<PurchaseRow> }) =>
  withColumns(db.insertInto('purchases'), columns)
    .expression(db.selectFrom(recordset(db, 'purchases', rows).as('new')).select(columns))
    .onConflict((conflict) => conflict.doNothing()),
);

/** The row stays, so that a message that comes late does not bring the purchase back. */
async function undoPurchase(tx: Transaction<Tables>, purchase: Purchase): Promise<void> {
  const [first, ...others] = rowsOf(purchase, true).toSorted(inOneSequence);
  if (first === undefined) return;
  await insertRows(tx, 'purchases', [first, ...others])
    .onConflict((conflict) =>
      conflict
        .columns(['orderId', 'productId'])
        .doUpdateSet((eb) => ({ isUndone: eb.ref('excluded.isUndone') })),
    )
    .execute();
}

const columns = ['orderId', 'productId', 'customerId', 'isUndone'] as const;

type PurchaseRow = Pick<Selectable<Tables['purchases']>, (typeof columns)[number]>;

function rowsOf({ orderId, customerId, productIds }: Purchase, isUndone: boolean): PurchaseRow[] {
  return productIds.map((productId) => ({ orderId, productId, customerId, isUndone }));
}

/** So that two that store the same purchases do not wait for each other. */
function inOneSequence(one: PurchaseRow, other: PurchaseRow): number {
  const [left, right] = [`${one.orderId} ${one.productId}`, `${other.orderId} ${other.productId}`];
  return left < right ? -1 : 1;
}

async function claimGuest(
  tx: Transaction<Tables>,
  claim: { readonly guestId: string; readonly customerId: string },
): Promise<void> {
  await tx
    .insertInto('guestClaims')
    .values(claim)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Which of some reviews are by a customer who bought the product, maybe as a guest. */
export function findVerified(
  db: Statements<Tables>,
  reviewIds: readonly string[],
): Promise<{ id: string }[]> {
  return db
    .selectFrom('reviews as r')
    .select('r.id')
    .where('r.id', '=', anyOf(reviewIds))
    .where(isByBuyer())
    .execute();
}

/** Holds for reviews, named `r`, whose author bought the product, maybe as a guest. */
export function isByBuyer(): Expression<SqlBool> {
  const eb = expressionBuilder<Tables & { r: Tables['reviews'] }, 'r'>();
  const bought = eb
    .selectFrom('purchases as p')
    .select('p.orderId')
    .whereRef('p.productId', '=', 'r.productId')
    .where('p.isUndone', '=', eb.lit(false)); // a literal, or the partial index would not be used
  const asGuest = bought
    .innerJoin('guestClaims as c', 'c.guestId', 'p.customerId')
    .whereRef('c.customerId', '=', 'r.customerId');
  return eb.or([eb.exists(bought.whereRef('p.customerId', '=', 'r.customerId')), eb.exists(asGuest)]);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => findVerified(tx, [])];
