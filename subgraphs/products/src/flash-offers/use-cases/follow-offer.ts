import { isId, type EventStream } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import type { OfferFollowers, ShownOffer } from '../following/offer-followers.ts';
import { readShownOffers } from '../repository/offers.ts';

/** What following an offer needs. */
export interface FollowOfferDependencies extends Pick<Parts, 'database' | 'now'> {
  readonly followers: OfferFollowers;
}

/** The offer of a variant as it is, and then whenever it shows something else; null when it has none that shoppers see. */
export async function followOffer(
  { database, followers, now }: FollowOfferDependencies,
  variantId: string,
): Promise<EventStream<ShownOffer> | null> {
  if (!isId(variantId)) return null;
  const [offer] = await readShownOffers(database.statements, [variantId], now());
  return offer === undefined ? null : followers.follow(offer);
}
