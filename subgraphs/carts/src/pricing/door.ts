export { HeldTerms } from './held-terms.ts';
export { termsVersion } from './repository.ts';
export type { Basket, BasketBuyer, BasketLine } from './rules/basket.ts';
export type { AppliedDiscount, CartPrice, LinePrice, QuotedCode } from './rules/cart-price.ts';
export { frozenPrice } from './rules/frozen-price.ts';
export { atMostLargest, isTooMuch, largestMinor, lineTotalMinor } from './rules/largest.ts';
export type { NextDiscount } from './rules/next-discounts.ts';
export { standardTerms, type PriceTerms, type Pricing } from './rules/price-terms.ts';
export { priceOf, quoteBasket, type QuotedDeliveryOption } from './rules/quote-basket.ts';
