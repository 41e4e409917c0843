import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { priceHistoryContext } from './context.ts';
import { trimPeriods } from './repository.ts';
import { resolvers } from './resolvers.ts';

const dayMs = 24 * 60 * 60_000;
const trimIntervalMs = 60 * 60_000;
const trimBatch = 500;

/** What variants cost before. */
export function priceHistoryRoom(parts: Parts): Room<Tables> {
  const { config, database, logger, now } = parts;
  const trim = createLoop({
    name: 'trim the history of prices',
    round: async () => {
      const before = new Date(now().getTime() - config.PRICE_HISTORY_DAYS * dayMs);
      return { hasMore: (await trimPeriods(database.statements, before, trimBatch)) === trimBatch };
    },
    intervalMs: trimIntervalMs,
    logger,
  });
  return { resolvers, context: () => ({ priceHistory: priceHistoryContext(parts) }), background: [trim] };
}
