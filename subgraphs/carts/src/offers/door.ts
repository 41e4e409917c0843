export { consumes as offerHandlers } from './events.ts';
export type {
  OfferStore,
  PriceListChange,
  PriceListPricesChange,
  StockChange,
  VariantChange,
} from './ports.ts';
export { findOffers, offersWithin, selectOffers } from './repository/offers.ts';
export {
  buyerPriceOf,
  isSellable,
  nameOf,
  noTraits,
  titlesIn,
  whyUnavailable,
  type Offer,
  type OfferedPart,
  type SellableOffer,
  type Titles,
} from './rules.ts';
