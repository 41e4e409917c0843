/** A product as it is stored, without what hangs on it. */
export interface ProductRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string;
  readonly categoryId: string;
  readonly tags: string[];
  readonly options: { readonly name: string; readonly values: string[] }[];
  /** How many variants have pieces available. */
  readonly availableVariants: number;
  /** 0 without reviews. */
  readonly ratingAverage: number;
  readonly ratingCount: number;
  readonly createdAt: Date;
}

/** A variant as it is stored. */
export interface VariantRecord {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly selectedOptions: { readonly name: string; readonly value: string }[];
  readonly weightGrams: number;
  readonly imageId: string | null;
  /** Of the catalog.variant-changed that told of it last. */
  readonly version: number;
}

/** A gross price in minor units; `compareAtMinor` is the higher former one. */
export interface PriceRecord {
  readonly variantId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** The lowest and the highest price over a product's variants, in minor units. */
export interface PriceRangeRecord {
  readonly productId: string;
  readonly currency: string;
  readonly minMinor: number;
  readonly maxMinor: number;
}

/** A picture; `key` is what it is drawn from. */
export interface ImageRecord {
  readonly id: string;
  readonly productId: string;
  readonly key: string;
  readonly altText: string;
}

/** A review under the name of its author. */
export interface ReviewRecord {
  readonly id: string;
  readonly productId: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly authorName: string;
  readonly createdAt: Date;
}

/** Pieces of a variant that can be bought right now. */
export interface StockRecord {
  readonly variantId: string;
  readonly available: number;
}
