import type { StoreCurrency } from '@cartwright/money';
import { anyOf, type StatementSample } from '@cartwright/database';
import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely';
import type { Tables } from '../../tables.ts';

/** Values of one option, any of which a product must have in some variant. */
export interface OptionChoice {
  readonly name: string;
  readonly values: readonly string[];
}

/** What products a list holds; what is left out does not narrow. */
export interface ProductFilter {
  /** A `tsquery` of PostgreSQL, whose lexemes are those of `search_words`. */
  readonly tsquery?: string;
  readonly categoryIds?: readonly string[];
  readonly brands?: readonly string[];
  readonly options?: readonly OptionChoice[];
  /** In minor units of `currency`, ends included. */
  readonly price?: { readonly currency: StoreCurrency; readonly minMinor: number; readonly maxMinor: number };
  readonly availableForSale?: boolean;
  readonly minimumRating?: number;
}

/** Something that holds for some products, of a table named `p`. */
export type Condition = Expression<SqlBool>;

const eb = expressionBuilder<Tables & { p: Tables['products'] }, 'p'>();

/** Holds for the products of a filter. */
export function inFilter(filter: ProductFilter): Condition {
  return allOf([
    inFixedPart(filter),
    inCategories(filter),
    inBrands(filter),
    inAvailability(filter),
    ...(filter.options ?? []).map(inOption),
  ]);
}

/** Holds for what the text, the price and the rating let through: no facet is about them, so they narrow the counts of all. */
export function inFixedPart({ tsquery, price, minimumRating }: ProductFilter): Condition {
  return allOf([
    tsquery === undefined ? null : isFoundBy(tsquery),
    price === undefined ? null : isPriced(price),
    minimumRating === undefined ? null : eb('p.ratingAverage', '>=', minimumRating),
  ]);
}

/** Holds for the products of the filter's categories; null when it names none. */
export function inCategories({ categoryIds }: ProductFilter): Condition | null {
  return categoryIds === undefined ? null : eb('p.categoryId', '=', anyOf(categoryIds));
}

/** Holds for the products of the filter's brands; null when it names none. */
export function inBrands({ brands }: ProductFilter): Condition | null {
  return brands === undefined ? null : eb('p.brand', '=', anyOf(brands));
}

/** Holds for products that can be bought, or that cannot; null when the filter says neither. */
export function inAvailability({ availableForSale }: ProductFilter): Condition | null {
  if (availableForSale === undefined) return null;
  return eb('p.availableVariants', availableForSale ? '>' : '=', eb.lit(0));
}

/** Holds for products of which some variant has one of the chosen values. */
export function inOption({ name, values }: OptionChoice): Condition {
  return eb('p.optionValues', '&&', eb.val(values.map((value) => `${name}=${value}`)));
}

/** Holds where all of some conditions do; nulls do not narrow. */
export function allOf(conditions: readonly (Condition | null)[]): Condition {
  return eb.and(conditions.filter((condition) => condition !== null));
}

/** Holds for what a `tsquery` finds. */
export function isFoundBy(tsquery: string): Condition {
  return sql<boolean>`${eb.ref('p.document')} @@ ${tsquery}::tsquery`;
}

/** The bounds may lie beyond what an int4 holds. */
function isPriced({ currency, minMinor, maxMinor }: NonNullable<ProductFilter['price']>): Condition {
  return eb.exists(
    eb
      .selectFrom('productPriceRanges as range')
      .whereRef('range.productId', '=', 'p.id')
      .where('range.currency', '=', currency)
      .where('range.minMinor', '<=', maxMinor)
      .where('range.maxMinor', '>=', minMinor),
  );
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    tx
      .selectFrom('products as p')
      .select('p.id')
      .where(
        inFilter({
          tsquery: 'mug',
          categoryIds: [''],
          brands: [''],
          options: [{ name: 'Size', values: ['M'] }],
          price: { currency: 'EUR', minMinor: 0, maxMinor: 1 },
          availableForSale: true,
          minimumRating: 4.5,
        }),
      )
      .execute(),
];
