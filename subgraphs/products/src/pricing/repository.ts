import { anyOf, keyedRead, type Statements, type Transaction, withColumns } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import { perCurrency, productColumns, type Product } from '../catalogue/door.ts';
import type { Tables } from '../tables.ts';

/** A gross price in minor units; `compareAtMinor` is the former, higher one. */
export type Price = Selectable<Tables['variantPrices']>;

/** The prices of one operation in the currencies that it asks for, gathered into one statement for each kind and currency. */
export function priceLoaders(db: Statements<Tables>) {
  return {
    priceOfVariant: perCurrency((currency) =>
      byKey(
        (variantIds: readonly string[]) => pricesIn(currency)(db, variantIds),
        ({ variantId }) => variantId,
      ),
    ),
    /** In another currency when there is none in this one. */
    priceRangeOfProduct: perCurrency((currency) =>
      byKey(
        (productIds: readonly string[]) => rangesIn(currency)(db, productIds),
        ({ productId }) => productId,
      ),
    ),
  };
}

const pricesIn = perCurrency((currency) =>
  keyedRead((db: Statements<Tables>, variantIds: readonly string[]) =>
    db
      .selectFrom('variantPrices')
      .selectAll()
      .where('variantId', '=', anyOf(variantIds))
      .where('currency', '=', currency),
  ),
);

const rangesIn = perCurrency((currency) =>
  keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
    db
      .selectFrom('productPriceRanges')
      .distinctOn('productId')
      .selectAll()
      .where('productId', '=', anyOf(productIds))
      .orderBy('productId')
      .orderBy((eb) => eb('currency', '=', currency), 'desc')
      .orderBy('currency'),
  ),
);

/** Locks the product of a variant, so that only one at a time works out its price range; undefined without such a variant. */
export function lockProductOfVariant(
  tx: Transaction<Tables>,
  variantId: string,
): Promise<Product | undefined> {
  return tx
    .selectFrom('products as p')
    .select(productColumns)
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
