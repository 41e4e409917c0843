import type { StatementSample } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { StockLevel } from './offered-variants.ts';

/** What shoppers see of a variant's stock, which a statement joins as `s`; where it has none, that of no stock. */
export const levelsOfStock = [
  sql<number>`coalesce(s.available, 0)`.as('available'),
  sql<number>`coalesce(s.backorder_limit, 0)`.as('backorderLimit'),
  sql<StockLevel['whenSoldOut']>`coalesce(s.when_sold_out, 'DENY')`.as('whenSoldOut'),
  // Where staff say nothing: when suppliers are to have brought what those who wait are to get, and one piece more.
  sql<Date | null>`CASE WHEN s.expected_at IS NULL AND s.when_sold_out <> 'DENY'
      AND (s.available <= s.backorder_limit OR s.when_sold_out = 'PREORDER')
    THEN expected_delivery(s.variant_id, greatest(0, s.backorder_limit - s.available - s.safety_stock) + 1)
    ELSE s.expected_at END`.as('expectedAt'),
] as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => db.selectFrom('stock as s').select(levelsOfStock).execute(),
];
