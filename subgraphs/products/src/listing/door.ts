export {
  allOf,
  type Condition,
  inAvailability,
  inBrands,
  inCategories,
  inFixedPart,
  inOption,
  isFoundBy,
  type ProductFilter,
} from './repository/product-filter.ts';
export type { ProductOrderName } from './repository/product-order.ts';
export type { ListedProduct } from './repository/product-pages.ts';
export { listProducts } from './use-cases.ts';
