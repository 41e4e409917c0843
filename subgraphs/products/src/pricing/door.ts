export { variantMessages } from './events.ts';
export { insertPrices } from './repository/prices.ts';
export { priceSchema } from './rules/price.ts';
