export { consumes as offerHandlers } from './events.ts';
export type {
  OfferStore,
  PriceListChange,
  PriceListPricesChange,
  StockChange,
  VariantChange,
} from './ports.ts';
export { findOffers, isForSale, offersWithin, selectOffers } from './repository/offers.ts';
export {
  buyerPriceOf,
  isSellable,
  nameOf,
  titlesIn,
  whyUnavailable,
  type Offer,
  type OfferedPart,
  type SellableOffer,
  type Titles,
} from './rules.ts';
