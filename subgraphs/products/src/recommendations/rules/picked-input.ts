import { optionalText, readInput, refusal, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { mostRecommended } from './intent.ts';

/** What staff pick for a product, as they give it. */
export interface PickedInput {
  readonly productIds: readonly string[];
  readonly reason?: string | null | undefined;
}

/** What they pick, each once. */
export interface CheckedPicks {
  readonly productIds: string[];
  readonly reason: string | null;
}

/** Checks what is picked for a product. */
export function readPicked(id: string, input: PickedInput): ReadInput<CheckedPicks> {
  const own = id.toLowerCase();
  const schema = z.object({
    productIds: z
      .array(z.guid('Please give the ids of products.'))
      .max(mostRecommended, `Please give at most ${mostRecommended}.`)
      .transform((given) => [...new Set(given.map((one) => one.toLowerCase()))])
      .refine(
        (given) => !given.includes(own),
        refusal('INVALID_VALUE', 'Please recommend other products than the one itself.'),
      ),
    reason: optionalText(500),
  });
  return readInput(schema, input);
}
