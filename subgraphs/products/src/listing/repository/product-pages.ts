import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import { productColumns, type Product } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import { asksOfVariants, inOffer, type OfferFilter } from './offer-filter.ts';
import { allOf, inFilter, inProduct, type ProductFilter } from './product-filter.ts';
import {
  afterKey,
  keyExpression,
  productOrder,
  type ProductKey,
  type ProductOrderName,
} from './product-order.ts';

/** Which products a list holds, and in which order. */
export interface ProductListSpec {
  readonly filter: ProductFilter;
  /**
   * RELEVANCE needs a filter with a `tsquery`, IDS one with `ids`. PRICE_ASC and PRICE_DESC leave out what is not sold in
   * the filter's currency.
   */
  readonly order: ProductOrderName;
}

/** A product in a list, with what its cursor is made of. */
export type ListedProduct = Product & { readonly key: ProductKey };

/** Reads up to `limit` products after the one with the given key; null for the start. */
export function readProductPage(
  db: Statements<Tables>,
  spec: ProductListSpec,
  { after, limit }: { after: ProductKey | null; limit: number },
): Promise<ListedProduct[]> {
  const order = productOrder(spec.order, spec.filter);
  const { columns, direction } = order;
  const query = listed(db, spec)
    .select(productColumns)
    .select(keyExpression(order).as('key'))
    .where(after === null ? allOf([]) : afterKey(order, after))
    .limit(limit);
  return columns.reduce((ordered, { expression }) => ordered.orderBy(expression, direction), query).execute();
}

/** Counts the products of a list. */
export async function countProducts(db: Statements<Tables>, spec: ProductListSpec): Promise<number> {
  const { count } = await listed(db, spec)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The products of a list, with the price that orders by price go by joined as `r`. */
function listed(db: Statements<Tables>, { filter, order }: ProductListSpec) {
  const isByPrice = order === 'PRICE_ASC' || order === 'PRICE_DESC';
  const isByMatch = isByPrice && asksOfVariants(filter.offer);
  return db
    .selectFrom('products as p')
    .$if(isByMatch, (query) =>
      query.innerJoin(matchedPrices(db, filter.offer).as('r'), 'r.productId', 'p.id'),
    )
    .$if(isByPrice && !isByMatch, (query) =>
      query.innerJoin('productPriceRanges as r', (join) =>
        join.onRef('r.productId', '=', 'p.id').on('r.currency', '=', filter.offer.currency),
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

const everything = { offer: { currency: 'EUR' } } as const;
const inStock = { offer: { currency: 'EUR', availableForSale: true } } as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readProductPage(tx, { filter: everything, order: 'PRICE_ASC' }, { after: [1, ''], limit: 1 }),
  (tx) => readProductPage(tx, { filter: inStock, order: 'PRICE_DESC' }, { after: [1, ''], limit: 1 }),
  (tx) => readProductPage(tx, { filter: inStock, order: 'NAME' }, { after: ['Mug', ''], limit: 1 }),
  (tx) => readProductPage(tx, { filter: { ...inStock, ids: [''] }, order: 'IDS' }, { after: [1], limit: 1 }),
  (tx) => countProducts(tx, { filter: inStock, order: 'PRICE_ASC' }),
];
