export { tellOfNewProducts, tellOfProduct, tellOfProducts } from './events.ts';
export { lockPublication } from './repository.ts';
export type { WantedStatus } from './rules/product-status.ts';
export { updateProductStatus } from './use-cases/update-product-status.ts';
