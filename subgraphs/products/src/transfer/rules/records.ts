import type { StoreCurrency } from '@cartwright/money';
import type { SelectedOption } from '../../catalogue/door.ts';

/** An amount as a file has it: a decimal number in major units. */
export interface AmountRecord {
  readonly amount: string;
  readonly currencyCode: StoreCurrency;
}

/** A price of a file; no former price where it is null, the one that there is where it is left out. */
export interface PriceRecord {
  readonly price: AmountRecord;
  readonly compareAtPrice?: AmountRecord | null | undefined;
}

/** A variant of a file; what is left out stays as it is. */
export interface VariantRecord {
  readonly sku?: string | undefined;
  readonly selectedOptions?: readonly SelectedOption[] | undefined;
  readonly prices?: readonly PriceRecord[] | undefined;
  /** Of a new variant, of which there are none where it is negative. */
  readonly stock?: number | undefined;
  readonly weightGrams?: number | undefined;
  /** Empty for none. */
  readonly barcode?: string | undefined;
  readonly size?:
    { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number } | undefined;
  /** Where the picture is that shows it. */
  readonly imageUrl?: string | undefined;
}

/** A picture of a file, by its address. */
export interface PictureRecord {
  readonly url: string;
  readonly altText?: string | null | undefined;
}

/** An option of a file, with values that it has at least. */
export interface OptionRecord {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly color?: string | null | undefined }[];
}

/** A product of a file; what is left out stays as it is. */
export interface ProductRecord {
  readonly slug: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** In the place of the description, which follows from it. */
  readonly descriptionHtml?: string | undefined;
  readonly brand?: string | undefined;
  /** Names of the category that it is to be in: the first that is known counts. */
  readonly categoryNames?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Empty for the standard class. */
  readonly taxClass?: string | undefined;
  /** Left out where it is to stay; a product whose time is still to come stays so with DRAFT. */
  readonly status?: 'PUBLISHED' | 'DRAFT' | 'ARCHIVED' | undefined;
  readonly seo?:
    { readonly title?: string | undefined; readonly description?: string | undefined } | undefined;
  readonly options?: readonly OptionRecord[] | undefined;
  /** That it has at least, in their order. */
  readonly images?: readonly PictureRecord[] | undefined;
  readonly variants: readonly VariantRecord[];
}

/** What a variant costs in one currency from now on. */
export interface VariantPriceRecord extends PriceRecord {
  readonly sku: string;
}

/** How many pieces of a variant are at a location from now on that no order holds. */
export interface StockRecord {
  readonly sku: string;
  /** The name of a location; the default one where it is empty or left out. */
  readonly location?: string | undefined;
  readonly available: number;
}

/** One thing that a file tells, by what the file is about; or why it cannot be understood. */
export type FileRecord =
  | { readonly kind: 'PRODUCTS'; readonly record: ProductRecord }
  | { readonly kind: 'PRICES'; readonly record: VariantPriceRecord }
  | { readonly kind: 'STOCK'; readonly record: StockRecord }
  | { readonly kind: 'fault'; readonly subject: string; readonly messages: readonly string[] };

/** The record of some lines of a file. */
export interface FileEntry {
  /** Where it begins and ends in the file, from 1. */
  readonly line: number;
  readonly lastLine: number;
  readonly told: FileRecord;
}

/** What stands for a record that cannot be understood. */
export function fault(subject: string, ...messages: readonly string[]): FileRecord {
  return { kind: 'fault', subject, messages };
}
