import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { recommendationsContext } from './context.ts';
import { trimViews } from './repository/views.ts';
import { resolvers } from './resolvers.ts';
import { countSales } from './use-cases/count-sales.ts';

const dayMs = 24 * 60 * 60_000;
const trimIntervalMs = 60 * 60_000;
const trimBatch = 500;

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
          const before = new Date(now().getTime() - config.PRODUCT_VIEW_DAYS * dayMs);
          return { hasMore: (await trimViews(database.statements, before, trimBatch)) === trimBatch };
        },
        intervalMs: trimIntervalMs,
        logger,
      }),
    ],
  };
}
