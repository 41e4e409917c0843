import { restating, type Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { pricingContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { variantsRestated } from './restate-variants.ts';

/** What variants cost in each currency. */
export function pricingRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    publishes,
    context: (input) => ({ pricing: pricingContext(parts, input) }),
    background: [restating(parts, variantsRestated)],
  };
}
