export { claimOffers, openOffers, type OpenOffers } from './repository/claims.ts';
export { findOffer, lockStockOf } from './repository/offers.ts';
export type { FlashOffer } from './rules/flash-offer.ts';
export { OfferBook, type OfferClaim, type OfferLine, type OfferRefusal } from './rules/offer-book.ts';
export type { OpenQueue, UsedAdmission } from './rules/turn-book.ts';
