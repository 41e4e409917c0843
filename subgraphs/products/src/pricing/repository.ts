import { anyOf, insertRows, type Statements, type Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';

/** A gross price in minor units; `compareAtMinor` is the former, higher one. */
export type Price = Omit<Selectable<Tables['variantPrices']>, 'lowestRecentMinor'>;

/** Locks the product of a variant, so that only one at a time changes its prices; undefined without such a variant. */
export function lockProductOfVariant(
  tx: Transaction<Tables>,
  variantId: string,
): Promise<Pick<Selectable<Tables['products']>, 'id' | 'name' | 'status'> | undefined> {
  return tx
    .selectFrom('products as p')
    .select(['p.id', 'p.name', 'p.status'])
    .where('p.id', '=', (eb) =>
      eb.selectFrom('productVariants').select('productId').where('id', '=', variantId),
    )
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Stores the price of a variant in one currency. */
export async function savePrice(tx: Transaction<Tables>, price: Price): Promise<void> {
  const { amountMinor, compareAtMinor } = price;
  await tx
    .insertInto('variantPrices')
    .values(price)
    .onConflict((conflict) =>
      conflict.columns(['variantId', 'currency']).doUpdateSet({ amountMinor, compareAtMinor }),
    )
    .execute();
}

/** Stores the prices of variants that have none. */
export async function insertPrices(
  tx: Transaction<Tables>,
  [first, ...rest]: readonly Price[],
): Promise<void> {
  if (first !== undefined) await insertRows(tx, 'variantPrices', [first, ...rest]).execute();
}

/** The prices of some variants, by currency. */
export function readPrices(db: Statements<Tables>, variantIds: readonly string[]): Promise<Price[]> {
  return db
    .selectFrom('variantPrices')
    .select(['variantId', 'currency', 'amountMinor', 'compareAtMinor'])
    .where('variantId', '=', anyOf(variantIds))
    .orderBy('variantId')
    .orderBy('currency')
    .execute();
}
