import { toDecimal } from '@cartwright/money';
import type { ProductChoice } from '../../listing/door.ts';

/** A choice as `ProductFiltersInput` takes it, ready to be sent: nothing is in it that does not narrow. */
export function filtersInputOf(choice: ProductChoice): Readonly<Record<string, unknown>> {
  const { categories, brands, tags, options, price, currency, availableForSale, minimumRating } = choice;
  const amount = (minor: number | null) => (minor === null ? undefined : toDecimal(minor, currency));
  const entries = {
    categories: orUndefined(categories),
    brands: orUndefined(brands),
    tags: orUndefined(tags),
    options: orUndefined(options),
    price: price && defined({ min: amount(price.minMinor), max: amount(price.maxMinor), currency }),
    availableForSale,
    minimumRating,
  };
  return defined(entries);
}

function orUndefined<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}

function defined(entries: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value != null));
}
