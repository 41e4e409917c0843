import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { ExportedPrice } from '../rules/exported-product.ts';

/** What a variant, `v` of a statement, costs in each currency without any sale, as JSON. */
export const regularPrices: RawBuilder<readonly ExportedPrice[]> = sql`
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'currency', price.currency,
    'amountMinor', coalesce(sale.regular_amount_minor, price.amount_minor),
    'compareAtMinor', CASE WHEN sale.id IS NULL THEN price.compare_at_minor ELSE sale.regular_compare_at_minor END,
    'isOnSale', sale.id IS NOT NULL
  ) ORDER BY price.currency), '[]')
  FROM variant_prices AS price
  LEFT JOIN variant_sales AS sale ON sale.variant_id = price.variant_id AND sale.currency = price.currency AND sale.is_running
  WHERE price.variant_id = v.id`;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => sql`SELECT (${regularPrices}) AS prices FROM product_variants AS v`.execute(db),
];
