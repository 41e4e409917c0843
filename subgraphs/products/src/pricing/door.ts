export { variantMessages } from './events.ts';
export { insertPrices } from './repository.ts';
export { priceSchema } from './rules.ts';
export { updateVariantPrice } from './use-cases.ts';
