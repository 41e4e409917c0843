import { restating, type Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { pricingContext, type PricingContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { variantsRestated } from './restate-variants.ts';

/** What variants cost in each currency. */
export function pricingRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    publishes,
    keeping: { variesBy: { pricing: ({ currency }: PricingContext) => currency } },
    context: (input) => ({ pricing: pricingContext(parts, input) }),
    background: [restating(parts, variantsRestated)],
  };
}
