import type { StatementSample } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { StockLevel } from './offered-variants.ts';

/** What shoppers see of a variant's stock, which a statement joins as `s`; where it has none, that of no stock. */
export const levelsOfStock = [
  sql<number>`coalesce(s.available, 0)`.as('available'),
  sql<number>`coalesce(s.backorder_limit, 0)`.as('backorderLimit'),
  sql<StockLevel['whenSoldOut']>`coalesce(s.when_sold_out, 'DENY')`.as('whenSoldOut'),
  sql<Date | null>`s.expected_at`.as('expectedAt'),
] as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => db.selectFrom('stock as s').select(levelsOfStock).execute(),
];
