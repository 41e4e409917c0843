import { requestedCountry } from '@cartwright/graph';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { onlookerOf, priceListsContext } from './context.ts';
import { publishes } from './events.ts';
import type { RecentPriceLists } from './recent-price-lists.ts';
import { resolvers } from './resolvers.ts';
import { advancePriceLists } from './use-cases/advance-price-lists.ts';

/** What variants cost some buyers: by country, group of customers, number of pieces and time. */
export function priceListsRoom(parts: Parts, lists: RecentPriceLists): Room<Tables> {
  const advance = createLoop({
    name: 'begin and end price lists',
    round: () => advancePriceLists({ ...parts, lists }),
    intervalMs: parts.config.PRICE_SWEEP_SECONDS * 1_000,
    logger: parts.logger,
  });
  return {
    resolvers,
    publishes,
    context: ({ viewer, request: { headers } }) => {
      const onlooker = onlookerOf({ viewer, countryCode: requestedCountry(headers) });
      return { priceLists: priceListsContext({ ...parts, lists }, onlooker) };
    },
    background: [advance],
  };
}
