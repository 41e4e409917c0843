export {
  inCurrency,
  offerConditions,
  optionNameIn,
  readOptionKey,
  type Condition,
} from './repository/offer-filter.ts';
export {
  allOf,
  inFixedPart,
  inProduct,
  isFoundBy,
  productConditions,
  type ProductFilter,
} from './repository/product-filter.ts';
export type { NamedText, ProductOrderName } from './repository/product-order.ts';
export type { ListWarning } from './rules/list-warning.ts';
export type { ProductChoice } from './rules/product-choice.ts';
export { readFilters } from './use-cases/read-filters.ts';
export { listProducts, type ProductConnection, type ProductEdge } from './use-cases/list-products.ts';
export { productFilterOf } from './use-cases/product-filter-of.ts';
export { warnOfUnknown } from './use-cases/warn-of-unknown.ts';
