import { mostCounted, type OfferFilter, type PagePlace } from '../../../listing/door.ts';
import type { ShownAttributes } from '../../rules/shown-attributes.ts';
import type { Prepared } from '../prepared.ts';
import { allOf, type Clause } from './clause.ts';
import { facetAggregations } from './facet-aggregations.ts';
import { filterClauses, offerClause, soldIn } from './filter-clauses.ts';
import { relevance } from './relevance.ts';
import { sortOf } from './sort.ts';

/** One page, and how many there are up to `mostCounted`. */
export function pageBody(prepared: Prepared, { after, direction, limit }: PagePlace): object {
  const { order, filter } = prepared.query;
  return {
    query: queryOf(prepared),
    sort: sortOf(order, filter, direction),
    size: limit,
    _source: false,
    track_total_hits: mostCounted,
    ...(after !== null && { search_after: after }),
  };
}

/** How many there are, up to `mostCounted`. */
export function countBody(prepared: Prepared): object {
  return { query: queryOf(prepared), size: 0, track_total_hits: mostCounted };
}

/** What each choice would leave. */
export function facetsBody(prepared: Prepared, attributes: ShownAttributes): object {
  const { query, filterable } = prepared;
  return {
    query: textOf(prepared),
    size: 0,
    track_total_hits: false,
    aggs: facetAggregations(query.filter, attributes, filterable),
  };
}

/** The ends of prices, whatever price is chosen. */
export function pricesBody(prepared: Prepared): object {
  const { currency, options, attributes, availableForSale } = prepared.query.filter.offer;
  const offer: OfferFilter = {
    currency,
    ...(options && { options }),
    ...(attributes && { attributes }),
    ...(availableForSale !== undefined && { availableForSale }),
  };
  const filter = { ...prepared.query.filter, offer };
  return {
    query: allOf([textOf(prepared), ...filterClauses(filter, prepared.filterable)]),
    size: 0,
    track_total_hits: false,
    aggs: {
      offers: {
        nested: { path: 'offers' },
        aggs: {
          met: {
            filter: offerClause(offer),
            aggs: {
              min: { min: { field: 'offers.amountMinor' } },
              max: { max: { field: 'offers.amountMinor' } },
            },
          },
        },
      },
    },
  };
}

/** What is sorted by prices has one. */
function queryOf(prepared: Prepared): Clause {
  const { query, filterable } = prepared;
  const { filter, order } = query;
  const isByPrice = order === 'PRICE_ASC' || order === 'PRICE_DESC';
  const narrowed = [
    ...filterClauses(filter, filterable),
    ...(isByPrice ? [soldIn(filter.offer.currency)] : []),
  ];
  return { bool: { must: [textOf(prepared)], filter: narrowed } };
}

function textOf({ text }: Prepared): Clause {
  return text === null ? { match_all: {} } : relevance(text);
}
