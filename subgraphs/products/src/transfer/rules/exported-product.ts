import type { StoreCurrency } from '@cartwright/money';
import type { ProductOption, SelectedOption } from '../../catalogue/door.ts';
import type { WantedStatus } from '../../publishing/door.ts';

/** What a variant costs in one currency without any sale, in minor units. */
export interface ExportedPrice {
  readonly currency: StoreCurrency;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  /** Whether a sale runs, so that it costs something else at the moment. */
  readonly isOnSale: boolean;
}

/** A variant as files show it. */
export interface ExportedVariant {
  readonly sku: string;
  readonly title: string;
  readonly selectedOptions: readonly SelectedOption[];
  readonly weightGrams: number;
  readonly barcode: string | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly imageId: string | null;
  /** How many pieces are there that no order holds; negative where more are sold than there are, none of a bundle. */
  readonly unreserved: number;
  /** The same at each location in use at which the variant has ever been, the default one first; none of a bundle. */
  readonly levels: readonly { readonly location: string; readonly unreserved: number }[];
  readonly prices: readonly ExportedPrice[];
}

/** A picture as files show it, the first of the product first. */
export interface ExportedImage {
  readonly id: string;
  readonly url: string;
  readonly altText: string;
}

/** A product as files show it. */
export interface ExportedProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Null where it has no marks. */
  readonly descriptionHtml: string | null;
  readonly brand: string;
  readonly categoryId: string;
  readonly tags: readonly string[];
  /** Null for the standard class. */
  readonly taxClass: string | null;
  readonly options: readonly ProductOption[];
  readonly status: WantedStatus['status'];
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly images: readonly ExportedImage[];
  readonly variants: readonly ExportedVariant[];
}

/** The category that a product is in, as files name it. */
export interface ExportedCategory {
  readonly slug: string;
  readonly name: string;
  /** With the names of those above it. */
  readonly path: string;
}
