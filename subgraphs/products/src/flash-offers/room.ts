import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { flashOffersContext } from './context.ts';
import { OfferFollowers } from './following/offer-followers.ts';
import { readShownOffers } from './repository/offers.ts';
import { resolvers } from './resolvers.ts';
import { endOffers } from './use-cases/end-offers.ts';
import { forgetOldClaims } from './use-cases/forget-old-claims.ts';
import { forgetOverOffers } from './use-cases/forget-over-offers.ts';

/** Who follows an offer hears of a change within that time; nothing is read while nobody does. */
const lookIntervalMs = 500;

/** Sales of so many pieces at most. */
export function flashOffersRoom(parts: Parts): Room<Tables> {
  const { config, database, logger, now } = parts;
  const followers = new OfferFollowers((ids) => readShownOffers(database.statements, ids, now()), now);
  return {
    resolvers,
    context: () => ({ flashOffers: flashOffersContext({ ...parts, followers }) }),
    close: () => followers.close(),
    background: [
      createLoop({
        name: 'end flash offers',
        round: () => endOffers(parts),
        intervalMs: config.PRICE_SWEEP_SECONDS * 1_000,
        logger,
      }),
      createLoop({
        name: 'look at flash offers that are followed',
        round: () => followers.look(),
        intervalMs: lookIntervalMs,
        logger,
      }),
      createLoop({
        name: 'forget who bought of old flash offers',
        round: () => forgetOldClaims(parts),
        intervalMs: 60 * 60 * 1_000,
        logger,
      }),
      createLoop({
        name: 'look for no flash offers where all are over',
        round: () => forgetOverOffers(parts),
        intervalMs: 10 * 60 * 1_000,
        logger,
      }),
    ],
  };
}
