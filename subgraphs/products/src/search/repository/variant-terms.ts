import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import { inOffer, type OfferFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/**
 * What the variants that meet a filter have of attributes, and what is said of their product as a whole, as `said.terms`: one look for
 * each product named `found` of which some variants may not meet it, as `kept.is_met_by_all` says.
 */
export function termsOfVariants(offer: OfferFilter, attributes: readonly string[]): RawBuilder<unknown> {
  const isCounted = sql`v.key = ANY (${sql.val([...attributes])}::text[])`;
  return sql`LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT term) AS terms FROM (
      SELECT unnest(v.terms) AS term FROM variant_offers o JOIN attribute_values v ON v.variant_id = o.variant_id
      WHERE o.product_id = found.id AND ${inOffer(offer)} AND ${isCounted}
      UNION ALL
      SELECT unnest(v.terms) FROM attribute_values v
      WHERE v.product_id = found.id AND v.variant_id IS NULL AND ${isCounted}
    ) AS one WHERE NOT kept.is_met_by_all OFFSET 0
  ) AS said ON true`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    sql`SELECT FROM products found CROSS JOIN (SELECT false AS is_met_by_all) AS kept
      ${termsOfVariants({ currency: 'EUR', availableForSale: true }, ['width'])}`.execute(tx),
];
