import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { ProductRef } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import { asksOfVariants, inOffer, type OfferFilter } from './offer-filter.ts';
import { inFilter, inProduct, type ProductFilter } from './product-filter.ts';
import type { ProductKey, ProductOrderName } from './product-order.ts';

/** Which products a list holds, and in which order. */
export interface ProductListSpec {
  readonly filter: ProductFilter;
  /**
   * RELEVANCE needs a filter with a `tsquery`, IDS one with `ids`. PRICE_ASC and PRICE_DESC leave out what is not sold in
   * the filter's currency; MANUAL needs a filter with a `collectionId`.
   */
  readonly order: ProductOrderName;
}

/** Where a product stands in a list: what its cursor is made of. */
export interface ListedProduct extends ProductRef {
  readonly key: ProductKey;
}

/** Where a page begins, in which direction it goes, and how long it is. */
export interface PagePlace {
  /** The key of the product that comes before it in that direction; null for the end of the list at which reading begins. */
  readonly after: ProductKey | null;
  readonly direction: 'forward' | 'backward';
  readonly limit: number;
}

/** Whether an order goes by prices. */
export function isByPrice(order: ProductOrderName): boolean {
  return order === 'PRICE_ASC' || order === 'PRICE_DESC';
}

/** The products of a list; joined are the price that orders by price go by, as `r`, what is sold, as `s`, and the place in the collection for MANUAL, as `m`. */
export function listed(db: Statements<Tables>, { filter, order }: ProductListSpec) {
  const isByMatch = isByPrice(order) && asksOfVariants(filter.offer);
  return db
    .selectFrom('products as p')
    .$if(isByMatch, (query) =>
      query.innerJoin(matchedPrices(db, filter.offer).as('r'), 'r.productId', 'p.id'),
    )
    .$if(isByPrice(order) && !isByMatch, (query) =>
      query.innerJoin('productPriceRanges as r', (join) =>
        join.onRef('r.productId', '=', 'p.id').on('r.currency', '=', filter.offer.currency),
      ),
    )
    .$if(order === 'BEST_SELLING', (query) => query.innerJoin('productSales as s', 's.productId', 'p.id'))
    .$if(order === 'MANUAL', (query) =>
      query.innerJoin('collectionProducts as m', (join) =>
        join.onRef('m.productId', '=', 'p.id').on('m.collectionId', '=', filter.collectionId ?? ''),
      ),
    )
    .where(isByMatch ? inProduct(filter) : inFilter(filter));
}

/** What each product's matched variant costs: nothing to sort where the index of prices is in the order of the list. */
function matchedPrices(db: Statements<Tables>, offer: OfferFilter) {
  const better = db
    .selectFrom('variantOffers as o')
    .select('o.variantId')
    .where(inOffer(offer))
    .where(
      sql<boolean>`o.product_id = matched.product_id AND (NOT o.available, o.amount_minor, o.variant_id)
        < (NOT matched.available, matched.amount_minor, matched.variant_id)`,
    );
  const matching = db.selectFrom('variantOffers as o').selectAll().where(inOffer(offer));
  return db
    .selectFrom(matching.as('matched'))
    .select(['matched.productId', 'matched.amountMinor as minMinor'])
    .where((eb) => eb.not(eb.exists(better)));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    listed(tx, { filter: { offer: { currency: 'EUR', availableForSale: true } }, order: 'PRICE_ASC' })
      .select('p.id')
      .execute(),
];
