import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { publishingContext } from './context.ts';
import { publishes } from './events.ts';
import { hasDuePublication } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { publishDueProducts } from './use-cases/publish-due-products.ts';

/** Which products shoppers see, and from when on. */
export function publishingRoom(parts: Parts): Room<Tables> {
  const { config, logger } = parts;
  return {
    resolvers,
    publishes,
    context: () => ({ publishing: publishingContext(parts) }),
    background: [
      createLoop({
        name: 'publish products',
        round: () => publishRound(parts),
        intervalMs: config.PUBLISH_SWEEP_SECONDS * 1_000,
        logger,
      }),
    ],
  };
}

async function publishRound(parts: Parts): Promise<{ hasMore: boolean }> {
  if (!(await hasDuePublication(parts.database.statements, parts.now()))) return { hasMore: false };
  const { productIds, hasMore } = await publishDueProducts(parts);
  if (productIds.length > 0) parts.logger.info({ productIds }, 'products published');
  return { hasMore };
}
