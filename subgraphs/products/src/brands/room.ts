import { productChanged } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { brandsContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { renameProducts } from './use-cases/rename-products.ts';

/** Who makes products, as staff keep it. */
export function brandsRoom(parts: Parts): Room<Tables> {
  const { config, logger } = parts;
  return {
    resolvers,
    publishes: [...publishes, productChanged],
    context: () => ({ brands: brandsContext(parts) }),
    background: [
      createLoop({
        name: 'give products the new names of their brands',
        round: async () => ({ hasMore: await renameProducts(parts) }),
        intervalMs: config.BRAND_SWEEP_SECONDS * 1_000,
        logger,
      }),
    ],
  };
}
