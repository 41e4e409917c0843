import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { stockLoader } from './repository/stock.ts';
import { adjustStock } from './use-cases/adjust-stock.ts';

/** What resolvers find at `context.stock`. */
export type StockContext = ReturnType<typeof stockContext>;

/** Makes the context of one operation. */
export function stockContext(parts: Parts) {
  const stock = stockLoader(parts.database.statements);
  return {
    ...bind(parts, { adjustStock }),
    loaders: { stock },
    /** Whether each of some variants is in stock. */
    areAvailable: (variantIds: readonly string[]): Promise<boolean[]> =>
      Promise.all(variantIds.map(async (id) => ((await stock.load(id))?.available ?? 0) > 0)),
  };
}
