import { optionalText, readInput, refusal, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

/** Products of a collection, as staff give them. */
export interface ProductsInput {
  readonly productIds: readonly string[];
  readonly position?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Products, each once, and their place; undefined for the end. */
export interface CheckedProducts {
  readonly productIds: string[];
  readonly position: number | undefined;
  readonly reason: string | null;
}

const schema = z.object({
  productIds: z
    .array(z.guid('Please give the ids of products.'))
    .min(1, 'Please give at least one.')
    .transform((given) => [...new Set(given.map((id) => id.toLowerCase()))]),
  position: z
    .int()
    .refine((given) => given >= 0, refusal('OUT_OF_RANGE', 'Please count places from 0.'))
    .nullish()
    .transform((given) => given ?? undefined),
  reason: optionalText(500),
});

/** Checks which products of a collection staff mean. */
export function readProducts(input: ProductsInput): ReadInput<CheckedProducts> {
  return readInput(schema, input);
}
