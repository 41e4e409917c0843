import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { collectionsContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { followRules } from './use-cases/follow-rules.ts';

/** Products put together across categories, by hand or by a rule. */
export function collectionsRoom(parts: Parts): Room<Tables> {
  const { config, logger } = parts;
  return {
    resolvers,
    publishes,
    context: () => ({ collections: collectionsContext(parts) }),
    background: [
      createLoop({
        name: 'follow the rules of collections',
        round: async () => ({ hasMore: await followRules(parts) }),
        intervalMs: config.COLLECTION_SWEEP_SECONDS * 1_000,
        logger,
      }),
    ],
  };
}
