import { isId } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import type { Offer, OfferStore } from '../../offers/door.ts';

/** What is known of the variants of these lines, by variant id; text that is not an id is ignored. */
export async function findOffersOf(
  offers: OfferStore,
  lines: readonly { readonly variantId: string }[],
  currency: StoreCurrency,
): Promise<ReadonlyMap<string, Offer>> {
  const variantIds = lines.map(({ variantId }) => variantId).filter(isId);
  return variantIds.length === 0 ? new Map() : offers.findOffers(variantIds, currency);
}
