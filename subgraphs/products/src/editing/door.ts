export { readProductChange } from './rules/product-input.ts';
export { createProduct, createProducts } from './use-cases/create-product.ts';
export type { HeldCatalogue } from './use-cases/edit-product.ts';
export { createVariants } from './use-cases/create-variants.ts';
export {
  editProduct,
  recordProduct,
  touchProduct,
  type HeldProduct,
  type ProductChanged,
} from './use-cases/edit-product.ts';
export { updateOptions } from './use-cases/update-options.ts';
export { updateProducts } from './use-cases/update-product.ts';
export { updateVariants } from './use-cases/update-variants.ts';
