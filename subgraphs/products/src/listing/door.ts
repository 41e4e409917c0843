export { attributeKeyIn } from './repository/attribute-filter.ts';
export {
  asksOfVariants,
  inOffer,
  offerConditions,
  optionNameIn,
  readOptionKey,
  type OfferFilter,
} from './repository/offer-filter.ts';
export {
  inFilter,
  isFoundBy,
  isNamedBy,
  productConditions,
  type ProductFilter,
} from './repository/product-filter.ts';
export type { PagePlace } from './repository/listed-products.ts';
export {
  keySchema,
  productOrder,
  type NamedText,
  type ProductBoost,
  type ProductKey,
  type ProductOrderName,
} from './repository/product-order.ts';
export { mostCounted, precisionOf, type CountPrecision } from './rules/counted.ts';
export { countProducts, readProductPage, type ProductPage } from './repository/product-pages.ts';
export type { ListWarning } from './rules/list-warning.ts';
export { narrows, type AttributeChoice, type ProductChoice } from './rules/product-choice.ts';
export { readFilters } from './use-cases/read-filters.ts';
export { listProducts, type ProductConnection, type ProductEdge } from './use-cases/list-products.ts';
export { productFilterOf } from './use-cases/product-filter-of.ts';
export { withBrandNames } from './use-cases/with-brand-names.ts';
export { warnOfUnknown } from './use-cases/warn-of-unknown.ts';
