import type { Connection } from '@cartwright/graph';
import type { ViewerContext } from '@cartwright/identity';
import type { CategoryRecord } from './domain/category-tree.ts';
import type { StoreCurrency } from './domain/currency.ts';
import type { CatalogueLoaders } from './repository/catalogue-loaders.ts';
import type { ImageRecord, ProductRecord, ReviewRecord, VariantRecord } from './repository/records.ts';
import type { FoundProducts } from './use-cases/search-products.ts';
import type { UseCases } from './use-cases/mod.ts';

export type CategoryRow = CategoryRecord;
export type ProductRow = ProductRecord;
export type ProductVariantRow = VariantRecord;
export type ImageRow = ImageRecord;
export type ReviewRow = ReviewRecord;
export type ProductConnectionRow = Connection<ProductRecord>;
export type ReviewConnectionRow = Connection<ReviewRecord>;
export type ProductSearchResultRow = FoundProducts;

/** What a resolver of products is given. */
export interface Context extends ViewerContext {
  /** The buyer's, unless a field is asked for another. */
  readonly currency: StoreCurrency;
  /** The gateway's, without a slash at its end. */
  readonly publicUrl: string;
  /** One set per operation, so that a page costs one statement for each. */
  readonly loaders: CatalogueLoaders;
  readonly useCases: UseCases;
}
