import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { publishingContext } from './context.ts';
import { publishes } from './events.ts';
import { findDue } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { publishDueProduct } from './use-cases/publish-due-product.ts';

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

/** So many are looked for at once. */
const mostDue = 100;

/** Publishes each for itself, so that one that cannot be published keeps no other from it. */
async function publishRound(parts: Parts): Promise<{ hasMore: boolean }> {
  const { database, logger, now } = parts;
  const due = await findDue(database.statements, now(), mostDue);
  let published = 0;
  for (const productId of due) {
    try {
      if (await publishDueProduct(parts, productId)) published += 1;
    } catch (error) {
      logger.error({ err: error, productId }, 'a product could not be published');
    }
  }
  if (published > 0) logger.info({ published }, 'products published');
  return { hasMore: published === mostDue };
}
