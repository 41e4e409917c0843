import type { EngineQuery } from '../../ports.ts';

/** What rows are sorted by, all of it the same way, and last of all by their keys. */
export interface Sorting {
  readonly columns: readonly string[];
  readonly isRising: boolean;
  /** As Groonga takes them. */
  readonly keys: readonly string[];
}

type Order = EngineQuery['order'];

const columnsOf: Readonly<Record<Order, readonly string[]>> = {
  RELEVANCE: ['fit'],
  NEWEST: ['createdAtMs'],
  NAME: ['nameOrder'],
  RATING: ['ratingOrder', 'ratingCount'],
  BEST_SELLING: ['salesOrder'],
  PRICE_ASC: ['_min'],
  PRICE_DESC: ['_min'],
};

/** What hits are sorted by; backward all of it is the other way round. */
export function sortOf(order: Order, way: 'forward' | 'backward'): Sorting {
  const isRising = (order === 'NAME' || order === 'PRICE_ASC') === (way === 'forward');
  const columns = columnsOf[order];
  return {
    columns,
    isRising,
    keys: [...columns, '_key'].map((column) => (isRising ? column : `-${column}`)),
  };
}
