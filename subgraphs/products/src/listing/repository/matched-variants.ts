import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Variant } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import { inOffer, type OfferFilter } from './offer-filter.ts';

/**
 * A loader of the variant to show of each product: of those that meet the filter the first in stock, else the first; the
 * cheapest first, then as on the product page. Null where none is.
 */
export function matchedVariantLoader(db: Statements<Tables>, filter: OfferFilter) {
  return byKey(
    (productIds) => readMatchedVariants(db, filter, productIds),
    ({ productId }: Variant) => productId,
  );
}

function readMatchedVariants(
  db: Statements<Tables>,
  filter: OfferFilter,
  productIds: readonly string[],
): Promise<Variant[]> {
  return db
    .selectFrom('variantOffers as o')
    .innerJoin('productVariants as v', 'v.id', 'o.variantId')
    .distinctOn('o.productId')
    .selectAll('v')
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
