export { buyerPriceOf, type ShownPrice } from './buyer-price.ts';
export { variantMessages } from './events.ts';
export { insertPrices } from './repository/prices.ts';
export { mostSales } from './rules/price-book.ts';
export { priceSchema } from './rules/price.ts';
export { changePrices, type HeldPrices } from './use-cases/change-prices.ts';
export { updatePricesOfVariants, type PriceOfVariant } from './use-cases/update-variant-price.ts';
