import type { StatementSample, Statements } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import { inFilter, inOffer, mostCounted, type OfferFilter, type ProductFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { FoundPriceRange } from '../ports.ts';

/** So many of the cheapest and of the dearest offers are looked at for one of a product that is found: up to a second or so. */
const mostOffers = 100_000;

/**
 * Reads the prices of all variants that meet a filter but for its own choice of prices; null when there are none. Few products are
 * looked at each; of many, the cheapest and the dearest are soon met on the way through all prices, or else it is null, too.
 */
export async function readFoundPriceRange(
  db: Statements<Tables>,
  { offer: { currency, options, attributes, availableForSale }, ...others }: ProductFilter,
  offers = mostOffers,
): Promise<FoundPriceRange | null> {
  const offer: OfferFilter = {
    currency,
    ...(options && { options }),
    ...(attributes && { attributes }),
    ...(availableForSale !== undefined && { availableForSale }),
  };
  const filter = { ...others, offer };
  const most = sql.lit(mostCounted);
  const { rows } = await sql<{ minMinor: number | null; maxMinor: number | null }>`
    WITH found AS MATERIALIZED (SELECT p.id FROM products p WHERE ${inFilter(filter)} LIMIT ${most}),
      size AS MATERIALIZED (SELECT count(*) < ${most} AS is_small FROM found),
      ends AS MATERIALIZED (
        SELECT min(offered.amount_minor) AS min_minor, max(offered.amount_minor) AS max_minor
        FROM size CROSS JOIN found CROSS JOIN LATERAL (
          SELECT o.amount_minor FROM variant_offers o WHERE o.product_id = found.id AND ${inOffer(offer)} OFFSET 0
        ) AS offered
        WHERE is_small
      )
    SELECT coalesce(min_minor, ${endOf(filter, 'ASC', offers)}) AS min_minor, coalesce(max_minor, ${endOf(filter, 'DESC', offers)}) AS max_minor
    FROM ends`.execute(db);
  const { minMinor, maxMinor } = rows[0] ?? { minMinor: null, maxMinor: null };
  return minMinor === null || maxMinor === null ? null : { minMinor, maxMinor };
}

/** The first price from one end that is of a product that is found, if it is among so many offers; no more are walked. */
function endOf(filter: ProductFilter, direction: 'ASC' | 'DESC', offers: number): RawBuilder<unknown> {
  const order = sql`ORDER BY o.amount_minor ${sql.raw(direction)}`;
  return sql`(
    SELECT o.amount_minor FROM (
      SELECT o.* FROM variant_offers o
      WHERE NOT (SELECT is_small FROM size) AND o.currency = ${filter.offer.currency} ${order} LIMIT ${sql.lit(offers)}
    ) AS o
    CROSS JOIN LATERAL (SELECT FROM products p WHERE p.id = o.product_id AND ${inFilter(filter)} OFFSET 0) AS one
    WHERE ${inOffer(filter.offer)} ${order} LIMIT 1)`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readFoundPriceRange(tx, { tsquery: 'mug', offer: { currency: 'EUR' } }),
];
