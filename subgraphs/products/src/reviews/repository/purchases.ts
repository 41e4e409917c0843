import {
  anyOf,
  bind,
  changeLater,
  insertRows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { Purchase, PurchasesWithin } from '../ports.ts';

/** The purchases of a transaction. */
export const purchasesWithin: PurchasesWithin = (tx) =>
  bind(tx, { recordPurchase, undoPurchase, claimGuest });

async function recordPurchase(tx: Transaction<Tables>, purchase: Purchase): Promise<void> {
  const insert = insertPurchase(tx, purchase, false);
  if (insert === undefined) return;
  await changeLater(tx, insert.onConflict((conflict) => conflict.doNothing()).compile());
}

/** The row stays, so that a message that comes late does not bring the purchase back. */
async function undoPurchase(tx: Transaction<Tables>, purchase: Purchase): Promise<void> {
  await insertPurchase(tx, purchase, true)
    ?.onConflict((conflict) =>
      conflict
        .columns(['orderId', 'productId'])
        .doUpdateSet((eb) => ({ isUndone: eb.ref('excluded.isUndone') })),
    )
    .execute();
}

function insertPurchase(
  tx: Transaction<Tables>,
  { orderId, customerId, productIds }: Purchase,
  isUndone: boolean,
) {
  const [first, ...others] = productIds
    .toSorted()
    .map((productId) => ({ orderId, productId, customerId, isUndone }));
  return first === undefined ? undefined : insertRows(tx, 'purchases', [first, ...others]);
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
    .where((eb) => {
      const bought = eb
        .selectFrom('purchases as p')
        .select('p.orderId')
        .whereRef('p.productId', '=', 'r.productId')
        .where('p.isUndone', '=', eb.lit(false)); // a literal, or the partial index would not be used
      const asGuest = bought
        .innerJoin('guestClaims as c', 'c.guestId', 'p.customerId')
        .whereRef('c.customerId', '=', 'r.customerId');
      return eb.or([eb.exists(bought.whereRef('p.customerId', '=', 'r.customerId')), eb.exists(asGuest)]);
    })
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => findVerified(tx, [])];
