import { createLoop } from '@cartwright/process';
import { restating, type Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { RecentPriceLists } from '../price-lists/door.ts';
import type { Tables } from '../tables.ts';
import { pricingContext, type PricingContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { variantsRestated } from './restate-variants.ts';
import { advanceSales } from './use-cases/advance-sales.ts';

/** What variants cost in each currency, now and at times. */
export function pricingRoom(parts: Parts, lists: RecentPriceLists): Room<Tables> {
  const sales = createLoop({
    name: 'begin and end sales',
    round: () => advanceSales(parts),
    intervalMs: parts.config.PRICE_SWEEP_SECONDS * 1_000,
    logger: parts.logger,
  });
  return {
    resolvers,
    publishes,
    keeping: { variesBy: { pricing: ({ currency, listedIn }: PricingContext) => `${currency} ${listedIn}` } },
    context: (input) => ({ pricing: pricingContext({ ...parts, lists }, input) }),
    background: [restating(parts, variantsRestated), sales],
  };
}
