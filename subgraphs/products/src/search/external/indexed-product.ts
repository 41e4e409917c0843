import type { IndexedWords } from '../rules/indexed-words.ts';

/** What an engine keeps of a product that is shown: all that searches find, narrow, sort and count it by. */
export interface IndexedProduct {
  readonly id: string;
  /** The name without marks, capitals, blanks and punctuation: what a text is compared with. */
  readonly nameKey: string;
  /** The name without marks and capitals: what names are sorted by. */
  readonly nameOrder: string;
  readonly words: IndexedWords;
  readonly categoryId: string;
  readonly collectionIds: readonly string[];
  readonly brand: string;
  readonly tags: readonly string[];
  /** 0 without reviews. */
  readonly ratingAverage: number;
  readonly ratingCount: number;
  readonly createdAtMs: number;
  readonly inStock: boolean;
  readonly salesScore: number;
  /** A key and a value in one, with U+001F between them. */
  readonly attributeTerms: readonly string[];
  readonly attributeNumbers: readonly IndexedNumber[];
  /** One for each variant and currency. */
  readonly offers: readonly IndexedOffer[];
}

/** A number, or the days since 1970 of a date, that is said of a product. */
export interface IndexedNumber {
  readonly key: string;
  readonly number: number;
}

/** What a variant costs in a currency. */
export interface IndexedOffer {
  readonly currency: string;
  readonly amountMinor: number;
  /** The number of its `priceStep`. */
  readonly priceStep: number;
  readonly available: boolean;
  /** An option's name and a value in one, with U+001F between them. */
  readonly optionValues: readonly string[];
  /** What is said of the variant, and of its product by attributes that are of variants in another product type, as `attributeTerms` of products. */
  readonly attributeTerms: readonly string[];
  readonly attributeNumbers: readonly IndexedNumber[];
}

/** Where an engine keeps products. Names are those of indexes; everything may be repeated. */
export interface ProductIndexes {
  /** Makes an empty index, if it is not there. */
  readonly create: (name: string) => Promise<void>;
  /** Writes products, and takes out those that are gone. @throws unless all of it is written */
  readonly write: (name: string, batch: IndexedBatch) => Promise<void>;
  /** Lets searches read this index, and no other, from one moment to the next; they see all that was written. */
  readonly serve: (name: string) => Promise<void>;
  /** Drops all indexes of this shop but some. */
  readonly keepOnly: (names: readonly string[]) => Promise<void>;
  /** @throws when the engine does not answer, or has nothing to answer from */
  readonly ping: () => Promise<void>;
}

/** Some products as they are now. */
export interface IndexedBatch {
  readonly products: readonly IndexedProduct[];
  readonly goneIds: readonly string[];
}
