export { CategoryTree, type Category } from './rules/category-tree.ts';
export type { Image } from './repository/loaders.ts';
export {
  addRating,
  changeAvailableVariants,
  findProduct,
  type Product,
  productColumns,
  raiseVariantVersion,
  type Variant,
} from './repository/products.ts';
