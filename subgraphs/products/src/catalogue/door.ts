export { CategoryTree, type Category } from './rules/category-tree.ts';
export {
  changeAvailableVariants,
  changeRating,
  findProduct,
  type OfferedVariant,
  type Product,
  productColumns,
  raiseVariantVersion,
  raiseVariantVersions,
  type Variant,
} from './repository/products.ts';
export { perCurrency } from './repository/per-currency.ts';
export type { OptionOfProduct } from './rules/option.ts';
