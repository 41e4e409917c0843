import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { recommendationsContext } from './context.ts';
import { purgeRefusals, trimViews } from './repository/views.ts';
import { resolvers } from './resolvers.ts';
import { countSales } from './use-cases/count-sales.ts';

const dayMs = 24 * 60 * 60_000;
const trimIntervalMs = 60 * 60_000;
const trimBatch = 500;
/** For so long after a guest last looked at a product, or asked what they had looked at: whoever comes back later is asked anew. */
const refusalsKeptMs = 90 * dayMs;

/** What goes with products, what sells best, and what somebody has looked at. */
export function recommendationsRoom(parts: Parts): Room<Tables> {
  const { config, database, logger, now } = parts;
  return {
    resolvers,
    context: () => ({ recommendations: recommendationsContext(parts) }),
    background: [
      createLoop({
        name: 'count sales',
        round: async () => ({ hasMore: await countSales(parts) }),
        intervalMs: config.SALES_SWEEP_SECONDS * 1_000,
        logger,
      }),
      createLoop({
        name: 'trim what was looked at',
        round: async () => {
          const ago = (ms: number): Date => new Date(now().getTime() - ms);
          const db = database.statements;
          const views = await trimViews(db, ago(config.PRODUCT_VIEW_DAYS * dayMs), trimBatch);
          const refusals = await purgeRefusals(db, ago(refusalsKeptMs), trimBatch);
          return { hasMore: views >= trimBatch || refusals >= trimBatch };
        },
        intervalMs: trimIntervalMs,
        logger,
      }),
    ],
  };
}
