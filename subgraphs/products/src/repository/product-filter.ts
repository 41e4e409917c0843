import { Prisma } from '../generated/prisma/client.ts';

/** Values of one option, any of which a product must have in some variant. */
export interface OptionChoice {
  readonly name: string;
  readonly values: readonly string[];
}

/** What products a list holds; what is left out does not narrow. */
export interface ProductFilter {
  /** As PostgreSQL's `to_tsquery` reads it. */
  readonly tsquery?: string;
  readonly categoryIds?: readonly string[];
  readonly brands?: readonly string[];
  readonly options?: readonly OptionChoice[];
  /** In minor units of `currency`, ends included. */
  readonly price?: { readonly currency: string; readonly minMinor: number; readonly maxMinor: number };
  readonly availableForSale?: boolean;
  readonly minimumRating?: number;
}

/** Holds for the products of a filter. */
export function filterCondition(filter: ProductFilter): Prisma.Sql {
  return allOf([
    ...fixedConditions(filter),
    categoryCondition(filter),
    brandCondition(filter),
    availabilityCondition(filter),
    ...(filter.options ?? []).map(optionCondition),
  ]);
}

/** What narrows every facet's counts: the text, the price and the rating, which are facets of nothing. */
export function fixedConditions({ tsquery, price, minimumRating }: ProductFilter): (Prisma.Sql | null)[] {
  return [
    tsquery === undefined ? null : Prisma.sql`p.document @@ to_tsquery('english', ${tsquery})`,
    price === undefined ? null : priceCondition(price),
    minimumRating === undefined ? null : Prisma.sql`p.rating_average >= ${minimumRating}::float8`,
  ];
}

/** Null when categories do not narrow; as the following. */
export function categoryCondition({ categoryIds }: ProductFilter): Prisma.Sql | null {
  return categoryIds === undefined ? null : Prisma.sql`p.category_id = ANY(${[...categoryIds]}::uuid[])`;
}

export function brandCondition({ brands }: ProductFilter): Prisma.Sql | null {
  return brands === undefined ? null : Prisma.sql`p.brand = ANY(${[...brands]}::text[])`;
}

export function availabilityCondition({ availableForSale }: ProductFilter): Prisma.Sql | null {
  if (availableForSale === undefined) return null;
  return availableForSale ? Prisma.sql`p.available_variants > 0` : Prisma.sql`p.available_variants = 0`;
}

export function optionCondition({ name, values }: OptionChoice): Prisma.Sql {
  return Prisma.sql`p.option_values && ${values.map((value) => `${name}=${value}`)}::text[]`;
}

/** Conditions that must all hold; nulls do not narrow. */
export function allOf(conditions: readonly (Prisma.Sql | null)[]): Prisma.Sql {
  const narrowing = conditions.filter((condition) => condition !== null);
  return narrowing.length === 0 ? Prisma.sql`true` : Prisma.join(narrowing, ' AND ');
}

function priceCondition({ currency, minMinor, maxMinor }: NonNullable<ProductFilter['price']>): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM product_price_ranges range
    WHERE range.product_id = p.id AND range.currency = ${currency}
      AND range.min_minor <= ${maxMinor}::bigint AND range.max_minor >= ${minMinor}::bigint)`;
}
