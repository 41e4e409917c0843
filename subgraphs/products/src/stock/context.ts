import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import type { StockFollowers } from './following/stock-followers.ts';
import { adjustStock } from './use-cases/adjust-stock.ts';
import { followStock } from './use-cases/follow-stock.ts';
import { readMovements } from './use-cases/read-movements.ts';
import { readLowStock, readVariantStock } from './use-cases/read-stock.ts';
import { updatePolicy } from './use-cases/update-policy.ts';

/** What resolvers find at `context.stock`. */
export type StockContext = ReturnType<typeof stockContext>;

/** Makes the context of one operation. */
export function stockContext(parts: Parts & { readonly followers: StockFollowers }) {
  return bind(parts, {
    ...{ adjustStock, readMovements, readVariantStock, readLowStock, updatePolicy },
    followStock,
  });
}
