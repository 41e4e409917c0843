export type {
  Buyer,
  Cart,
  Conditions,
  Delivery,
  DeliveryBand,
  Effect,
  Line,
  Moment,
  Promotion,
  PromotionClass,
  Selection,
  Tier,
  Zone,
} from './cart.ts';
export { priceCart } from './price-cart.ts';
export type {
  Applied,
  Missing,
  Off,
  PricedCart,
  PricedDelivery,
  PricedLine,
  RefusalReason,
  Refused,
  TaxLine,
} from './priced-cart.ts';
export { randomCart } from './random-cart.ts';
