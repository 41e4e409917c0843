import { refusal, text } from '@cartwright/input';
import { z } from 'zod';
import { fewOf, idOf } from './input-parts.ts';
import { everything, type Selection } from './promotion.ts';

const mostNamed = 250;
const mostAttributes = 20;
const mostValues = 50;

const attributeSchema = z.object({
  key: text(100),
  values: fewOf(text(200) as z.ZodType<string>, mostValues).refine(
    (values) => values.length > 0,
    refusal('REQUIRED', 'Please give at least one.'),
  ),
});

/** Reads which lines a promotion looks at; all of them where nothing is said. */
export const selectionSchema = z
  .object({
    productIds: fewOf(idOf('products'), mostNamed),
    variantIds: fewOf(idOf('variants'), mostNamed),
    categoryIds: fewOf(idOf('categories'), mostNamed),
    collectionIds: fewOf(idOf('collections'), mostNamed),
    attributes: z
      .array(attributeSchema)
      .nullish()
      .transform((given) => given ?? [])
      .refine(
        (all) => all.length <= mostAttributes && new Set(all.map(({ key }) => key)).size === all.length,
        refusal('INVALID_VALUE', `Please give at most ${mostAttributes}, each attribute once.`),
      ),
    onlyFullPrice: z
      .boolean()
      .nullish()
      .transform((given) => given ?? false),
  })
  .nullish()
  .transform((given): Selection => given ?? everything);
