import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { levelsOfStock, type StockLevel } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';

/** The stock of a variant that shoppers see. */
export interface SeenLevel extends StockLevel {
  readonly variantId: string;
}

/** The stock of those variants of some that shoppers see. */
export function readSeenLevels(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<readonly SeenLevel[]> {
  return db
    .selectFrom('productVariants as v')
    .innerJoin('products as p', 'p.id', 'v.productId')
    .leftJoin('stock as s', 's.variantId', 'v.id')
    .select('v.id as variantId')
    .select(levelsOfStock)
    .where('v.id', '=', anyOf(variantIds))
    .where('p.status', '=', 'PUBLISHED')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [(db) => readSeenLevels(db, [''])];
