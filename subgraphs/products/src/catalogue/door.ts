export { CategoryTree, type Category } from './rules/category-tree.ts';
export { mediaPath } from './rules/media-path.ts';
export type { Image } from './repository/loaders.ts';
export {
  changeAvailableVariants,
  changeRating,
  findProduct,
  type Product,
  productColumns,
  raiseVariantVersion,
  raiseVariantVersions,
  type Variant,
} from './repository/products.ts';
