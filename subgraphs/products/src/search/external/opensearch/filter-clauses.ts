import { attributeTerm } from '../../../catalogue/door.ts';
import { asksOfVariants, type AttributeChoice, type OfferFilter } from '../../../listing/door.ts';
import type { EngineFilter } from '../../ports.ts';
import { separator } from '../column-counts.ts';
import { allOf, type Clause } from './clause.ts';

/** What narrows to the products of a filter. @param filterable the keys of attributes that lists can be narrowed by */
export function filterClauses(filter: EngineFilter, filterable: readonly string[]): Clause[] {
  const { ids, collectionId, collectionIds, categoryIds, brands, tags, minimumRating } = filter;
  const { attributes = [], offer } = filter;
  const chosen = [...attributes, ...(offer.attributes ?? [])];
  if (chosen.some(({ key }) => !filterable.includes(key))) return [{ match_none: {} }];
  return [
    ...anyOf('id', ids),
    ...anyOf('collectionIds', collectionId === undefined ? undefined : [collectionId]),
    ...anyOf('collectionIds', collectionIds),
    ...anyOf('categoryId', categoryIds),
    ...anyOf('brand', brands),
    ...anyOf('tags', tags),
    ...(minimumRating === undefined ? [] : [{ range: { ratingAverage: { gte: minimumRating } } }]),
    ...attributes.flatMap((choice) => attributeClauses(choice)),
    ...(asksOfVariants(offer) ? [nested('offers', offerClause(offer))] : []),
  ];
}

/** What one variant has to meet, within `offers`. */
export function offerClause(offer: OfferFilter): Clause {
  const { currency, options = [], attributes = [], price, availableForSale } = offer;
  return allOf([
    { term: { 'offers.currency': currency } },
    ...options.flatMap(({ name, values }) =>
      anyOf(
        'offers.optionValues',
        values.map((value) => `${name}${separator}${value}`),
      ),
    ),
    ...attributes.flatMap((choice) => attributeClauses(choice, 'offers.')),
    ...(price === undefined ? [] : [range('offers.amountMinor', price.minMinor, price.maxMinor)]),
    ...(availableForSale === undefined ? [] : [{ term: { 'offers.available': availableForSale } }]),
  ]);
}

/** Holds for what is sold in a currency. */
export function soldIn(currency: string): Clause {
  return nested('offers', { term: { 'offers.currency': currency } });
}

/** What a product is to be, or within `offers` what one variant is. */
function attributeClauses(
  { key, values, range: ends }: AttributeChoice,
  within: '' | 'offers.' = '',
): Clause[] {
  const terms = values.map((value) => attributeTerm(key, value));
  const numbers = `${within}attributeNumbers`;
  return [
    ...(terms.length === 0 ? [] : anyOf(`${within}attributeTerms`, terms)),
    ...(ends === null
      ? []
      : [
          nested(
            numbers,
            allOf([
              { term: { [`${numbers}.key`]: key } },
              range(`${numbers}.number`, ends.min?.number ?? null, ends.max?.number ?? null),
            ]),
          ),
        ]),
  ];
}

function anyOf(field: string, values: readonly string[] | undefined): Clause[] {
  return values === undefined ? [] : [{ terms: { [field]: values } }];
}

function range(field: string, least: number | null, most: number | null): Clause {
  return {
    range: { [field]: { ...(least !== null && { gte: least }), ...(most !== null && { lte: most }) } },
  };
}

function nested(path: string, query: Clause): Clause {
  return { nested: { path, query } };
}
