export {
  type BasketPrice,
  isTooMuch,
  lineTotalMinor,
  priceBasket,
  quoteDeliveryOptions,
  type QuotedDeliveryOption,
} from './rules.ts';
