import { anyOf, type Statements, type Transaction, withColumns } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';

/** A gross price in minor units; `compareAtMinor` is the former, higher one. */
export type Price = Selectable<Tables['variantPrices']>;

/** Locks the product of a variant, so that only one at a time works out its price range; undefined without such a variant. */
export function lockProductOfVariant(
  tx: Transaction<Tables>,
  variantId: string,
): Promise<Pick<Selectable<Tables['products']>, 'id' | 'name'> | undefined> {
  return tx
    .selectFrom('products as p')
    .select(['p.id', 'p.name'])
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

/** Works out the price range of a locked product in one currency. */
export async function savePriceRange(
  tx: Transaction<Tables>,
  productId: string,
  currency: Price['currency'],
): Promise<void> {
  await withColumns(tx.insertInto('productPriceRanges'), ['productId', 'currency', 'minMinor', 'maxMinor'])
    .expression((db) =>
      db
        .selectFrom('productVariants as v')
        .innerJoin('variantPrices as price', 'price.variantId', 'v.id')
        .select((eb) => [
          'v.productId',
          'price.currency',
          eb.fn.min('price.amountMinor').as('minMinor'),
          eb.fn.max('price.amountMinor').as('maxMinor'),
        ])
        .where('v.productId', '=', productId)
        .where('price.currency', '=', currency)
        .groupBy(['v.productId', 'price.currency']),
    )
    .onConflict((conflict) =>
      conflict.columns(['productId', 'currency']).doUpdateSet((eb) => ({
        minMinor: eb.ref('excluded.minMinor'),
        maxMinor: eb.ref('excluded.maxMinor'),
      })),
    )
    .execute();
}

/** The prices of some variants, by currency. */
export function readPrices(db: Statements<Tables>, variantIds: readonly string[]): Promise<Price[]> {
  return db
    .selectFrom('variantPrices')
    .selectAll()
    .where('variantId', '=', anyOf(variantIds))
    .orderBy('variantId')
    .orderBy('currency')
    .execute();
}
