import { refusal, text } from '@cartwright/input';
import { readDecimal, storeCurrencies, type StoreCurrency } from '@cartwright/money';
import { z } from 'zod';
import type { CollectionCondition, CollectionRule } from './collection-rule.ts';

const maxDays = 3_650;
const maxRating = 5;

const oneThing = refusal('INVALID_VALUE', 'Please ask for exactly one thing in each condition.');
const oneNew = refusal('INVALID_VALUE', 'Please say only once how new products are to be.');
const someValues = 'Please give at least one.';

const values = (max: number) =>
  z
    .array(text(max))
    .min(1, someValues)
    .transform((given) => [...new Set(given)]);
const ids = z
  .array(z.guid('Please give the ids of categories.'))
  .min(1, someValues)
  .transform((given) => [...new Set(given.map((id) => id.toLowerCase()))]);

const price = z
  .object({ min: z.string().nullish(), max: z.string().nullish(), currency: z.string().nullish() })
  .transform(({ min, max, currency: given }, context): CollectionCondition => {
    const currency = (given ?? storeCurrencies[0]) as StoreCurrency;
    const fail = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], ...issueOf('OUT_OF_RANGE', message) });
    const minorOf = (end: 'min' | 'max', amount: string | null | undefined) => {
      const minor = amount == null ? null : readDecimal(amount, currency);
      if (minor === undefined) fail(end, 'Please give an amount of the currency.');
      return minor ?? null;
    };
    const [minMinor, maxMinor] = [minorOf('min', min), minorOf('max', max)];
    if (min == null && max == null) fail('min', 'Please give one end at least.');
    if (minMinor !== null && maxMinor !== null && minMinor > maxMinor)
      fail('max', 'Please give a highest price that is not below the lowest.');
    return { kind: 'PRICE', currency, minMinor, maxMinor };
  });

function issueOf(code: Parameters<typeof refusal>[0], text: string) {
  const { error: message, params } = refusal(code, text);
  return { message, params };
}

const condition = z
  .object({
    brands: values(200).nullish(),
    categoryIds: ids.nullish(),
    tags: values(200).nullish(),
    price: price.nullish(),
    isReduced: z.boolean().nullish(),
    minimumRating: z
      .number()
      .refine(
        (rating) => rating > 0 && rating <= maxRating,
        refusal('OUT_OF_RANGE', 'Please give a rating above 0, and of 5 at most.'),
      ) // prettier-ignore
      .nullish(),
    newWithinDays: z
      .int()
      .refine(
        (days) => days > 0 && days <= maxDays,
        refusal('OUT_OF_RANGE', `Please give 1 to ${maxDays} days.`),
      ) // prettier-ignore
      .nullish(),
    availableForSale: z.boolean().nullish(),
  })
  .transform((given, context): CollectionCondition => {
    const [one, ...others] = conditionsIn(given);
    if (one !== undefined && others.length === 0) return one;
    context.addIssue({ code: 'custom', message: oneThing.error, params: oneThing.params });
    return z.NEVER;
  });

interface Given {
  readonly brands?: string[] | null | undefined;
  readonly categoryIds?: string[] | null | undefined;
  readonly tags?: string[] | null | undefined;
  readonly price?: CollectionCondition | null | undefined;
  readonly isReduced?: boolean | null | undefined;
  readonly minimumRating?: number | null | undefined;
  readonly newWithinDays?: number | null | undefined;
  readonly availableForSale?: boolean | null | undefined;
}

function conditionsIn({ brands, categoryIds, tags, price: asked, ...given }: Given): CollectionCondition[] {
  const { isReduced, minimumRating: minimum, newWithinDays: withinDays, availableForSale } = given;
  const some: readonly (CollectionCondition | null)[] = [
    brands == null ? null : { kind: 'BRAND', brands },
    categoryIds == null ? null : { kind: 'CATEGORY', categoryIds },
    tags == null ? null : { kind: 'TAG', tags },
    asked ?? null,
    isReduced == null ? null : { kind: 'REDUCED', isReduced },
    minimum == null ? null : { kind: 'RATING', minimum },
    withinDays == null ? null : { kind: 'NEW', withinDays },
    availableForSale == null ? null : { kind: 'FOR_SALE', isForSale: availableForSale },
  ];
  return some.filter((one) => one !== null);
}

/** Reads the rule that staff give a collection. */
export const ruleSchema: z.ZodType<CollectionRule> = z.object({
  match: z.enum(['ALL', 'ANY']),
  conditions: z
    .array(condition)
    .min(1, someValues)
    .refine((all) => all.filter(({ kind }) => kind === 'NEW').length < 2, oneNew),
});
