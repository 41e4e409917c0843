import { bind } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import type { OfferFollowers } from './following/offer-followers.ts';
import { readShownOffers } from './repository/offers.ts';
import type { FlashOffer } from './rules/flash-offer.ts';
import { cancelOffer } from './use-cases/cancel-offer.ts';
import { createOffer } from './use-cases/create-offer.ts';
import { followOffer } from './use-cases/follow-offer.ts';
import { readOffers } from './use-cases/read-offers.ts';
import { updateOffer } from './use-cases/update-offer.ts';

/** What resolvers find at `context.flashOffers`. */
export type FlashOffersContext = ReturnType<typeof flashOffersContext>;

/** Makes the context of one operation. */
export function flashOffersContext(parts: Parts & { readonly followers: OfferFollowers }) {
  const { database, now } = parts;
  return {
    ...bind(parts, { createOffer, updateOffer, cancelOffer, readOffers, followOffer }),
    now,
    /** The offer of a variant that is to come or runs; to be forgotten when a mutation changes any. */
    offerOf: byKey(
      (ids: readonly string[]) => readShownOffers(database.statements, ids, now()),
      ({ variantId }: FlashOffer) => variantId,
    ),
  };
}
