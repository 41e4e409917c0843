export { consumes as offerHandlers } from './events.ts';
export type { OfferStore, StockChange, VariantChange } from './ports.ts';
export { findOffers, offersWithin, selectOffers } from './repository.ts';
export { buyerPriceOf, isSellable, nameOf, type Offer, type SellableOffer, whyUnavailable } from './rules.ts';
