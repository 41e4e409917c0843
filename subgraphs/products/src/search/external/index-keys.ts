import { z } from 'zod';
import type { ProductKey } from '../../listing/door.ts';
import type { EngineQuery } from '../ports.ts';

type Order = EngineQuery['order'];

const number = z.number();
const id = z.guid();

const sorted = {
  RELEVANCE: [number, id],
  NEWEST: [z.int(), id],
  PRICE_ASC: [z.int(), id],
  PRICE_DESC: [z.int(), id],
  NAME: [z.string(), id],
  RATING: [number, z.int32(), id],
  BEST_SELLING: [number, id],
} as const satisfies Record<
  Order,
  readonly [z.ZodType<ProductKey[number]>, ...z.ZodType<ProductKey[number]>[]]
>;

/**
 * What the key of a product is in an order: first the mark of the engine that made it, for another one cannot go on from there, then what the
 * product is sorted by, and its id.
 */
export function keySchemaOf(mark: string, order: Order): z.ZodType<ProductKey> {
  return z.tuple([z.literal(mark), ...sorted[order]]);
}
