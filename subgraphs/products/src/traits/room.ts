import { createLoop } from '@cartwright/process';
import { restating, type Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { publishes } from './events.ts';
import { traitsRestated } from './restate-traits.ts';
import { tellTraits } from './use-cases/tell-traits.ts';

/** What promotions select products by and taxes are looked up by, told to those who keep it. */
export function traitsRoom(parts: Parts): Room<Tables> {
  const { config, logger } = parts;
  return {
    publishes,
    background: [
      restating(parts, traitsRestated),
      createLoop({
        name: 'tell what products are selected and taxed by',
        round: async () => ({ hasMore: await tellTraits(parts) }),
        intervalMs: config.TRAIT_SWEEP_SECONDS * 1_000,
        logger,
      }),
    ],
  };
}
