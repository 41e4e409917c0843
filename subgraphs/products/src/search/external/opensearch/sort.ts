import type { EngineFilter, EngineQuery } from '../../ports.ts';
import type { Clause } from './clause.ts';
import { offerClause } from './filter-clauses.ts';

type Direction = 'asc' | 'desc';
type Order = EngineQuery['order'];

const opposite = { asc: 'desc', desc: 'asc' } as const;

/** What hits are sorted by; backward all of it is the other way round. */
export function sortOf(order: Order, filter: EngineFilter, way: 'forward' | 'backward'): Clause[] {
  const turned = (direction: Direction) => (way === 'forward' ? direction : opposite[direction]);
  const by = (direction: Direction, ...fields: readonly string[]) =>
    [...fields, 'id'].map((field) => ({ [field]: { order: turned(direction) } }));
  switch (order) {
    case 'RELEVANCE':
      return by('desc', '_score');
    case 'NEWEST':
      return by('desc', 'createdAtMs');
    case 'NAME':
      return by('asc', 'nameOrder');
    case 'RATING':
      return by('desc', 'ratingAverage', 'ratingCount');
    case 'BEST_SELLING':
      return by('desc', 'salesScore');
    case 'PRICE_ASC':
      return byPrice(filter, turned('asc'));
    case 'PRICE_DESC':
      return byPrice(filter, turned('desc'));
  }
}

/** The lowest price of what meets the filter, whichever way it is sorted. */
function byPrice({ offer }: EngineFilter, order: Direction): Clause[] {
  const nested = { path: 'offers', filter: offerClause(offer) };
  return [{ 'offers.amountMinor': { order, mode: 'min', nested } }, { id: { order } }];
}
