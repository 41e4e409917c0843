// The door of carts for harnesses that run it by themselves.
export { carts } from './app.ts';
export {
  type Cart,
  cartHandlers,
  type CartLine,
  type CartStore,
  linePrice,
  newCart,
  quoteCart,
  type OwnedCart,
  unknownBuyer,
} from './cart/door.ts';
export {
  type FreezeCart,
  freezingCarts,
  type FreezingDependencies,
  freezingHandlers,
  type FreezingStores,
  type OrderOutcome,
  type OrderOutcomes,
  unlimitedUses,
} from './freezing/door.ts';
export {
  noTraits,
  type Offer,
  offerHandlers,
  type OfferStore,
  type PriceListChange,
  type PriceListPricesChange,
  type StockChange,
  type Traits,
  type TraitsChange,
  type VariantChange,
} from './offers/door.ts';
export { HeldTerms, standardTerms } from './pricing/door.ts';
