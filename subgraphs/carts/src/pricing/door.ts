export { type BasketPrice, priceBasket, quoteDeliveryOptions, type QuotedDeliveryOption } from './rules.ts';
