import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { storesWithin, type Dependencies } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { discountCodesContext } from './context.ts';
import { purgeAttempts } from './repository.ts';
import { resolvers } from './resolvers.ts';

const minuteMs = 60_000;
const batchSize = 500;

/** The codes of promotions that buyers enter for their carts. */
export function discountCodesRoom(
  { database, now, newId, logger }: Parts,
  terms: Dependencies['terms'],
): Room<Tables> {
  const dependencies = { database, storesWithin, now, newId, terms };
  const purge = createLoop({
    name: 'purge attempts at discount codes',
    round: async () => {
      const purged = await purgeAttempts(database.statements, now(), batchSize);
      return { hasMore: purged >= batchSize };
    },
    intervalMs: 10 * minuteMs,
    logger,
  });
  return {
    resolvers,
    context: () => ({ discountCodes: discountCodesContext(dependencies) }),
    background: [purge],
  };
}
