import type { Offer, StoreCurrency } from './cart.ts';
import { nameOf } from './warning.ts';

/** An offer that can be bought. */
export interface SellableOffer extends Offer {
  readonly unitPriceMinor: number;
}

/** Tells whether a variant is for sale and has a price; stock is another matter. */
export function isSellable(offer: Offer): offer is SellableOffer {
  return offer.forSale && offer.unitPriceMinor !== null;
}

/** Why a variant can not be put into a cart, as a sentence; null when it can. */
export function whyUnavailable(offer: Offer | undefined, currency: StoreCurrency): string | null {
  if (offer === undefined) return 'There is no such variant.';
  if (!offer.forSale) return `${nameOf(offer)} is not for sale at the moment.`;
  if (offer.unitPriceMinor === null) return `${nameOf(offer)} is not sold in ${currency}.`;
  return offer.available === 0 ? `${nameOf(offer)} is sold out.` : null;
}
