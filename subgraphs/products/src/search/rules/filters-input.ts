import { toDecimal } from '@cartwright/money';
import type { AttributeChoice, ProductChoice } from '../../listing/door.ts';

/** A choice as `ProductFiltersInput` takes it, ready to be sent: nothing is in it that does not narrow. */
export function filtersInputOf(choice: ProductChoice): Readonly<Record<string, unknown>> {
  const { categories, collections, brands, tags, options, attributes } = choice;
  const { price, currency, availableForSale, minimumRating } = choice;
  const amount = (minor: number | null) => (minor === null ? undefined : toDecimal(minor, currency));
  const entries = {
    categories: orUndefined(categories),
    collections: orUndefined(collections),
    brands: orUndefined(brands),
    tags: orUndefined(tags),
    options: orUndefined(options),
    attributes: orUndefined(attributes.map(attributeInputOf)),
    price: price && defined({ min: amount(price.minMinor), max: amount(price.maxMinor), currency }),
    availableForSale,
    minimumRating,
  };
  return defined(entries);
}

function attributeInputOf({ key, values, range }: AttributeChoice): object {
  return defined({
    key,
    in: orUndefined(values),
    range: range && defined({ min: range.min?.typed, max: range.max?.typed }),
  });
}

function orUndefined<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}

function defined(entries: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value != null));
}
