export { tellOfProduct } from './events.ts';
export type { ProductStatus } from './rules/product-status.ts';
