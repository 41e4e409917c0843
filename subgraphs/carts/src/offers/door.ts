export { consumes as offerHandlers } from './events.ts';
export type {
  OfferStore,
  PriceListChange,
  PriceListPricesChange,
  StockChange,
  TraitsChange,
  VariantChange,
} from './ports.ts';
export { findOffers, isForSale, offersWithin, selectOffers } from './repository/offers.ts';
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
  type Traits,
} from './rules.ts';
