export { CategoryTree, type Category } from './rules/category-tree.ts';
export { attributeTerm, daysOf, readAttributeTerm, termSeparator } from './rules/attribute-term.ts';
export { keywordsOf } from './rules/keywords.ts';
export type { ProductOption, SelectedOption } from './rules/option.ts';
export { titleIn } from './rules/title.ts';
export { freeSlug, readSlug, slugOf } from './rules/slug.ts';
export { readTree } from './repository/category-trees.ts';
export { readRecently, type RecentlyRead } from './repository/read-recently.ts';
export type { ProductRef } from './repository/kept-products.ts';
export type { CatalogueLoaders, VariantRef } from './repository/loaders.ts';
export type { OfferedVariant, StockLevel } from './repository/offered-variants.ts';
export { levelsOfStock } from './repository/stock-levels.ts';
export type { OptionOfProduct, Product, RatingCount } from './repository/product-content.ts';
export {
  changeAvailableVariants,
  changeRating,
  isProduct,
  raiseVariantVersions,
  type StoredVariant,
} from './repository/products.ts';
export { productChanged, productNotFound } from './refusals.ts';
