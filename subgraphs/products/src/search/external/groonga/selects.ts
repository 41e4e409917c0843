import type { OfferFilter, PagePlace } from '../../../listing/door.ts';
import type { Prepared } from '../prepared.ts';
import type { GroongaCommand } from './client.ts';
import { meetsFilter, meetsOffer, type Standpoint } from './conditions.ts';
import { fitOf, isFoundBy } from './fit.ts';
import { allOf, anyOf, quoted, type Script } from './script.ts';
import { sortOf, type Sorting } from './sort.ts';

type Arguments = NonNullable<GroongaCommand['arguments']>;

/** Reads rows of a table; words are found as they are, and what was written a moment ago is, too. */
export function select(table: string, given: Arguments): GroongaCommand {
  const usual = { table, match_escalation: 'no', cache: 'no', limit: 0, output_columns: '_id' };
  return { name: 'select', arguments: { ...usual, ...given } };
}

/** How many products there are. */
export function countSelect(table: string, prepared: Prepared): GroongaCommand {
  const { query, filterable } = prepared;
  return select(table, { filter: allOf([...textOf(prepared), meetsFilter(query.filter, filterable)]) });
}

/** One page as `slices.page`, beside how many there are. */
export function pageSelect(table: string, prepared: Prepared, place: PagePlace): GroongaCommand {
  const sorting = sortOf(prepared.query.order, place.direction);
  return select(table, {
    ...narrowed(prepared),
    'slices[page].filter': isAfter(sorting, place.after),
    'slices[page].sort_keys': sorting.keys.join(','),
    'slices[page].output_columns': ['_key', ...sorting.columns].join(','),
    'slices[page].limit': place.limit,
  });
}

/** Scores are those of the text alone: what narrows comes after the fit is worked out. */
function narrowed({ query, filterable, text }: Prepared): Arguments {
  const meets = meetsFilter(query.filter, filterable);
  if (text === null || query.order !== 'RELEVANCE')
    return { filter: allOf([...(text === null ? [] : [isFoundBy(text)]), meets]) };
  return {
    filter: isFoundBy(text),
    'columns[fit].stage': 'filtered',
    'columns[fit].type': 'Int64',
    'columns[fit].value': fitOf(text),
    post_filter: meets,
  };
}

/** One page of products by the lowest price of their offers that meet the filter, as `drilldowns.page`, beside all of them. */
export function pricePageSelect(table: string, prepared: Prepared, place: PagePlace): GroongaCommand {
  const sorting = sortOf(prepared.query.order, place.direction);
  const grouped = (label: string): Arguments => ({
    [`drilldowns[${label}].keys`]: 'product',
    [`drilldowns[${label}].calc_types`]: 'MIN',
    [`drilldowns[${label}].calc_target`]: 'amountMinor',
  });
  return select(table, {
    filter: offersOf(prepared, prepared.query.filter.offer),
    ...grouped('all'),
    'drilldowns[all].limit': 0,
    ...grouped('page'),
    'drilldowns[page].filter': isAfter(sorting, place.after),
    'drilldowns[page].sort_keys': sorting.keys.join(','),
    'drilldowns[page].output_columns': ['_key', ...sorting.columns].join(','),
    'drilldowns[page].limit': place.limit,
  });
}

/** The ends of prices, whatever price is chosen, as `drilldowns.ends`. */
export function pricesSelect(table: string, prepared: Prepared): GroongaCommand {
  const { currency, options, attributes, availableForSale } = prepared.query.filter.offer;
  const offer: OfferFilter = {
    currency,
    ...(options && { options }),
    ...(attributes && { attributes }),
    ...(availableForSale !== undefined && { availableForSale }),
  };
  return select(table, {
    filter: offersOf(prepared, offer),
    'drilldowns[ends].calc_types': 'MIN,MAX',
    'drilldowns[ends].calc_target': 'amountMinor',
    'drilldowns[ends].output_columns': '_min,_max',
  });
}

/** Holds for the offers that meet a filter, of products that are found. */
function offersOf(prepared: Prepared, offer: OfferFilter): Script {
  const { query, filterable } = prepared;
  const standpoint = 'product.';
  return allOf([
    meetsOffer(offer),
    meetsFilter(query.filter, filterable, standpoint),
    ...textOf(prepared, standpoint),
  ]);
}

/** Holds for what the text finds; nothing where none was typed. */
export function textOf({ text }: Prepared, standpoint: Standpoint = ''): Script[] {
  return text === null ? [] : [isFoundBy(text, standpoint)];
}

/** Holds for what comes after a key. */
function isAfter({ columns, isRising }: Sorting, after: PagePlace['after']): Script {
  if (after === null) return 'true';
  const operator = isRising ? '>' : '<';
  const same = (index: number) => `${columns[index] ?? '_key'} == ${valueOf(after[index])}`;
  return anyOf(
    [...columns, '_key'].map((column, index) => {
      const before = Array.from({ length: index }, (_one, place) => same(place));
      return allOf([...before, `${column} ${operator} ${valueOf(after[index])}`]);
    }),
  );
}

function valueOf(part: string | number | undefined): Script {
  return typeof part === 'number' ? String(part) : quoted(part ?? '');
}
