import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { Connection } from '@cartwright/graph';
import type { CatalogueContext } from './catalogue/context.ts';
import type { Category, OfferedVariant, OptionOfProduct, Product } from './catalogue/door.ts';
import type { CategoriesContext } from './categories/context.ts';
import type { GalleriesContext } from './galleries/context.ts';
import type { ShownDocument } from './galleries/repository/documents.ts';
import type { ListingContext } from './listing/context.ts';
import type { ProductConnection, ProductEdge } from './listing/door.ts';
import type { MediaContext } from './media/context.ts';
import type { Image, MediaFile } from './media/door.ts';
import type { PricingContext } from './pricing/context.ts';
import type { PublishingContext } from './publishing/context.ts';
import type { ReviewsContext } from './reviews/context.ts';
import type { Moderation } from './reviews/repository/moderations.ts';
import type { Report } from './reviews/repository/reports.ts';
import type { Review } from './reviews/repository/reviews.ts';
import type { Vote } from './reviews/repository/votes.ts';
import type { SearchContext } from './search/context.ts';
import type { Facet, FacetValue } from './search/rules/facet.ts';
import type { FoundProducts } from './search/use-cases/search-products.ts';
import type { StockContext } from './stock/context.ts';

export type CategoryRow = Category;
export type ProductRow = Product;
export type ProductOptionRow = OptionOfProduct;
export type ProductVariantRow = OfferedVariant;
export type ImageRow = Image;
export type MediaFileRow = MediaFile;
export type ProductDocumentRow = ShownDocument;
export type ReviewRow = Review;
export type ReviewModerationRow = Moderation;
export type ReviewReportRow = Report;
export type ReviewVoteRow = Vote;
export type ProductConnectionRow = ProductConnection;
export type ProductEdgeRow = ProductEdge;
export type ReviewConnectionRow = Connection<Review>;
export type ProductSearchResultRow = FoundProducts;
export type FacetRow = Facet;
export type FacetValueRow = FacetValue;
export type DataExportRow = ExportPart;

/** What a resolver of products finds: who asks, and what each room offers. */
export interface Context extends ContextInput, PersonalDataContext {
  readonly media: MediaContext;
  readonly catalogue: CatalogueContext;
  readonly categories: CategoriesContext;
  readonly pricing: PricingContext;
  readonly publishing: PublishingContext;
  readonly galleries: GalleriesContext;
  readonly listing: ListingContext;
  readonly search: SearchContext;
  readonly stock: StockContext;
  readonly reviews: ReviewsContext;
}
