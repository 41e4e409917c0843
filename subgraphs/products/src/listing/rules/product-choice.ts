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

/** What a client narrows a list by, in the words of the API; an empty list and null do not narrow. */
export interface ProductChoice {
  /** Of all prices that the list goes by. */
  readonly currency: StoreCurrency;
  /** Slugs; what lies below a category counts too. */
  readonly categories: readonly string[];
  readonly brands: readonly string[];
  readonly tags: readonly string[];
  readonly minimumRating: number | null;
  readonly options: readonly OptionChoice[];
  readonly price: PriceChoice | null;
  readonly availableForSale: boolean | null;
}

/** Whether a choice narrows at all. */
export function narrows({ categories, brands, tags, options, ...choice }: ProductChoice): boolean {
  const { minimumRating, price, availableForSale } = choice;
  const values = categories.length + brands.length + tags.length + options.length;
  return values > 0 || minimumRating !== null || price !== null || availableForSale !== null;
}
