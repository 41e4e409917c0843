import type { StoreCurrency } from '@cartwright/money';

/** Values of one option, any of which will do. */
export interface OptionChoice {
  readonly name: string;
  readonly values: readonly string[];
}

/** Prices in minor units, ends included; an end that is null is open. */
export interface PriceChoice {
  readonly minMinor: number | null;
  readonly maxMinor: number | null;
}

/** An end of a range: what is compared, and what was typed. */
export interface RangeEnd {
  /** A number, or the days since 1970 of a date. */
  readonly number: number;
  readonly typed: string;
}

/** Values of one attribute, any of which will do, and a range that all of these have to be in. */
export interface AttributeChoice {
  readonly key: string;
  /** Empty where any will do. */
  readonly values: readonly string[];
  /** Ends included; null for no range, and an end that is null is open. */
  readonly range: { readonly min: RangeEnd | null; readonly max: RangeEnd | null } | null;
}

/** What a client narrows a list by, in the words of the API; an empty list and null do not narrow. */
export interface ProductChoice {
  /** Of all prices that the list goes by. */
  readonly currency: StoreCurrency;
  /** Slugs; what lies below a category counts too. */
  readonly categories: readonly string[];
  /** Slugs. */
  readonly collections: readonly string[];
  readonly brands: readonly string[];
  readonly tags: readonly string[];
  readonly minimumRating: number | null;
  readonly options: readonly OptionChoice[];
  readonly attributes: readonly AttributeChoice[];
  readonly price: PriceChoice | null;
  readonly availableForSale: boolean | null;
}

/** Whether a choice narrows at all. */
export function narrows({
  categories,
  collections,
  brands,
  tags,
  options,
  attributes,
  ...choice
}: ProductChoice): boolean {
  const { minimumRating, price, availableForSale } = choice;
  const places = categories.length + collections.length;
  const values = places + brands.length + tags.length + options.length + attributes.length;
  return values > 0 || minimumRating !== null || price !== null || availableForSale !== null;
}
