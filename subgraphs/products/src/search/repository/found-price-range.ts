import type { StatementSample, Statements } from '@cartwright/database';
import { allOf, inCurrency, inProduct, offerConditions, type ProductFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** The lowest and the highest price of what a search finds, in minor units of the filter's currency. */
export interface FoundPriceRange {
  readonly minMinor: number;
  readonly maxMinor: number;
}

/** Reads the prices of all variants that meet a filter but for its own choice of prices; null when there are none. */
export async function readFoundPriceRange(
  db: Statements<Tables>,
  filter: ProductFilter,
): Promise<FoundPriceRange | null> {
  const others = offerConditions(filter.offer).filter(({ facet }) => facet !== 'price');
  const { minMinor, maxMinor } = await db
    .selectFrom('variantOffers as o')
    .innerJoin('products as p', 'p.id', 'o.productId')
    .select((eb) => [
      eb.fn.min<number | null>('o.amountMinor').as('minMinor'),
      eb.fn.max<number | null>('o.amountMinor').as('maxMinor'),
    ])
    .where(inProduct(filter))
    .where(allOf([inCurrency(filter.offer), ...others.map(({ condition }) => condition)]))
    .executeTakeFirstOrThrow();
  return minMinor === null || maxMinor === null ? null : { minMinor, maxMinor };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readFoundPriceRange(tx, { tsquery: 'mug', offer: { currency: 'EUR' } }),
];
