import { badUserInput } from '@cartwright/errors';
import { fromMoneyInput } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import { daysOf } from '../../catalogue/door.ts';
import type { ProductFiltersInput } from '../../generated/graphql.ts';
import type {
  AttributeChoice,
  OptionChoice,
  PriceChoice,
  ProductChoice,
  RangeEnd,
} from '../rules/product-choice.ts';

const maxRating = 5;

/**
 * Reads what a client narrows a list by; prices are of the currency that the filter names, or else of the buyer's.
 * @throws BAD_USER_INPUT for a price or a rating that nothing can have
 */
export function readFilters(filters: ProductFiltersInput, preferred: StoreCurrency): ProductChoice {
  const currency = filters.price?.currency ?? preferred;
  return {
    currency,
    categories: [...new Set(filters.categories)],
    collections: [...new Set(filters.collections)],
    brands: [...new Set(filters.brands)],
    tags: [...new Set(filters.tags)],
    minimumRating: readRating(filters.minimumRating ?? null),
    options: readOptions(filters.options ?? []),
    attributes: readAttributes(filters.attributes ?? []),
    price: readPrice(filters.price, currency),
    availableForSale: filters.availableForSale ?? null,
  };
}

/** Nothing is rated below 0, so that 0 narrows nothing. */
function readRating(rating: number | null): number | null {
  if (rating === null || rating === 0) return null;
  if (rating > 0 && rating <= maxRating) return rating;
  throw badUserInput(
    `filters.minimumRating must be between 0 and ${maxRating}; no product is rated outside.`,
    'filters.minimumRating',
  );
}

/** Choices of the same option count as one: any of the values of all. */
function readOptions(options: readonly OptionChoice[]): OptionChoice[] {
  return [...Map.groupBy(options, ({ name }) => name)]
    .map(([name, choices]) => ({ name, values: [...new Set(choices.flatMap(({ values }) => values))] }))
    .filter(({ values }) => values.length > 0);
}

type AttributeFilter = NonNullable<ProductFiltersInput['attributes']>[number];

/** Choices of the same attribute count as one: any of the values of all, within all of the ranges. */
function readAttributes(filters: readonly AttributeFilter[]): AttributeChoice[] {
  return [...Map.groupBy(filters, ({ key }) => key)]
    .map(([key, all]) => {
      const values = all.flatMap(({ in: some, equals }) => [
        ...(some ?? []),
        ...(equals == null ? [] : [equals]),
      ]);
      const ends = (end: 'min' | 'max') =>
        all.flatMap(({ range }) => (range?.[end] == null ? [] : [readEnd(range[end], end)]));
      const inOrder = (a: RangeEnd, b: RangeEnd) => a.number - b.number;
      const min = ends('min').toSorted(inOrder).at(-1) ?? null;
      const max = ends('max').toSorted(inOrder)[0] ?? null;
      const range = min === null && max === null ? null : { min, max };
      return { key, values: [...new Set(values)], range };
    })
    .filter(({ values, range }) => values.length > 0 || range !== null);
}

const dateForm = /^\d{4}-\d{2}-\d{2}$/u;
const numberForm = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/u;

function readEnd(typed: string, name: 'min' | 'max'): RangeEnd {
  if (numberForm.test(typed)) return { number: Number(typed), typed };
  const days = dateForm.test(typed) ? daysOf(typed) : Number.NaN;
  if (!Number.isNaN(days)) return { number: days, typed };
  const where = `filters.attributes.range.${name}`;
  throw badUserInput(`${where} takes a number such as 13.3, or a date such as 2026-12-31.`, where);
}

function readPrice(price: ProductFiltersInput['price'], currency: StoreCurrency): PriceChoice | null {
  if (price?.min == null && price?.max == null) return null;
  const minorOf = (end: 'min' | 'max') => {
    const amount = price[end];
    return amount == null ? null : fromMoneyInput({ amount, currencyCode: currency }, `filters.price.${end}`);
  };
  const [minMinor, maxMinor] = [minorOf('min'), minorOf('max')];
  if (minMinor !== null && maxMinor !== null && minMinor > maxMinor) {
    throw badUserInput(
      'filters.price.min is above filters.price.max: no price lies between.',
      'filters.price.min',
    );
  }
  return { minMinor, maxMinor };
}
