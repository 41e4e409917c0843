import { attributeTerm } from '../../../catalogue/door.ts';
import { asksOfVariants, type AttributeChoice, type OfferFilter } from '../../../listing/door.ts';
import type { EngineFilter } from '../../ports.ts';
import { separator } from '../column-counts.ts';
import { allOf, hasOne, quoted, type Script } from './script.ts';

/** Where a condition looks at a product from: from itself, or from one of its offers. */
export type Standpoint = '' | 'product.';

/** What is the id of a product. */
export function idFrom(standpoint: Standpoint): string {
  return standpoint === '' ? '_key' : 'product';
}

/**
 * Holds for what a filter asks of products, and from a product's standpoint for what it asks of one of its offers, too.
 * @param filterable the keys of attributes that lists can be narrowed by
 */
export function meetsFilter(
  filter: EngineFilter,
  filterable: readonly string[],
  standpoint: Standpoint = '',
): Script {
  const { ids, collectionId, collectionIds, categoryIds, brands, tags, minimumRating } = filter;
  const { attributes = [], offer } = filter;
  const chosen = [...attributes, ...(offer.attributes ?? [])];
  if (chosen.some(({ key }) => !filterable.includes(key))) return 'false';
  const isOneOf = (column: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [hasOne(`${standpoint}${column}`, values)];
  return allOf([
    ...(ids === undefined ? [] : [hasOne(idFrom(standpoint), ids)]),
    ...isOneOf('collectionIds', collectionId === undefined ? undefined : [collectionId]),
    ...isOneOf('collectionIds', collectionIds),
    ...isOneOf('categoryId', categoryIds),
    ...isOneOf('brand', brands),
    ...isOneOf('tags', tags),
    ...(minimumRating === undefined ? [] : [`${standpoint}ratingAverage >= ${minimumRating}`]),
    ...attributes.flatMap((one) => meetsAttribute(one, standpoint)),
    ...(standpoint === '' && asksOfVariants(offer) ? [some('offers', meetsOffer(offer))] : []),
  ]);
}

/** Holds for the offers that meet all that is asked of one and the same variant; `offer.` is where they are looked at from a choice. */
export function meetsOffer(
  { currency, options = [], attributes = [], price, availableForSale }: OfferFilter,
  standpoint: '' | 'offer.' = '',
): Script {
  return allOf([
    `${standpoint}currency == ${quoted(currency)}`,
    ...options.map(({ name, values }) =>
      hasOne(
        `${standpoint}optionValues`,
        values.map((value) => `${name}${separator}${value}`),
      ),
    ),
    ...attributes.flatMap((one) => meetsAttribute(one, standpoint)),
    ...(price === undefined
      ? []
      : between(`${standpoint}amountMinor`, whole(price.minMinor), whole(price.maxMinor))),
    ...(availableForSale === undefined ? [] : [`${standpoint}available == ${availableForSale}`]),
  ]);
}

function meetsAttribute(
  { key, values, range }: AttributeChoice,
  standpoint: Standpoint | 'offer.',
): Script[] {
  const terms = values.map((value) => attributeTerm(key, value));
  const column = `${standpoint}attributeTerms`;
  if (range === null) return terms.length === 0 ? [] : [hasOne(column, terms)];
  const ends = between('number', range.min?.number ?? null, range.max?.number ?? null);
  return [
    ...(terms.length === 0 ? [] : [hasOne(column, terms)]),
    some(`${standpoint}attributeNumbers`, allOf([`name == ${quoted(key)}`, ...ends])),
  ];
}

/** A number beyond what 64 bits hold would be compared as another one. */
function whole(end: number | null): number | null {
  return end === null ? null : Math.min(Math.max(end, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

function between(column: string, least: number | null, most: number | null): Script[] {
  return [
    ...(least === null ? [] : [`${column} >= ${least}`]),
    ...(most === null ? [] : [`${column} <= ${most}`]),
  ];
}

/** Holds where one of those that a column names meets a condition. */
function some(column: string, condition: Script): Script {
  return `sub_filter(${column}, ${quoted(condition)})`;
}
