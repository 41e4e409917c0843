import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { levelsOfStock, type VariantRef } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import { inOffer, type OfferFilter } from './offer-filter.ts';

/**
 * Finds the variant to show of each product: of those that meet the filter the first in stock, else the first; the cheapest
 * first, then as on the product page. None where none is.
 */
export function readMatchedVariants(
  db: Statements<Tables>,
  filter: OfferFilter,
  productIds: readonly string[],
): Promise<VariantRef[]> {
  return db
    .selectFrom('variantOffers as o')
    .innerJoin('products as p', 'p.id', 'o.productId')
    .leftJoin('stock as s', 's.variantId', 'o.variantId')
    .distinctOn('o.productId')
    .select(['o.variantId as id', 'o.productId', 'p.revision'])
    .select(levelsOfStock)
    .where('o.productId', '=', anyOf(productIds))
    .where(inOffer(filter))
    .orderBy('o.productId')
    .orderBy('o.available', 'desc')
    .orderBy('o.amountMinor')
    .orderBy('o.position')
    .orderBy('o.variantId')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readMatchedVariants(tx, { currency: 'EUR', price: { minMinor: 1, maxMinor: null } }, ['']),
];
