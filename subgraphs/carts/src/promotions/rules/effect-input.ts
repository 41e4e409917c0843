import { refusal, text } from '@cartwright/input';
import { z } from 'zod';
import { amountsSchema, fewOf, idOf, oneOfThem, shareSchema, wholeNumber } from './input-parts.ts';
import type { Amounts, KeptEffect, KeptTier } from './kept-promotion.ts';
import { selectionSchema } from './selection-input.ts';

const mostPieces = 99;
const mostApplications = 1_000;
const mostTiers = 10;
const mostOptions = 20;

const classSchema = z.enum(['PRODUCT', 'ORDER', 'SHIPPING']);
const pieces = wholeNumber(1, mostPieces);
const applications = wholeNumber(1, mostApplications)
  .nullish()
  .transform((given) => given ?? null);

const percentage = z
  .object({ of: classSchema, percent: shareSchema })
  .transform(({ of, percent }): KeptEffect => ({ kind: 'PERCENTAGE', of, basisPoints: percent }));

const fixedAmount = z
  .object({ of: classSchema, amounts: amountsSchema(1) })
  .transform((given): KeptEffect => ({ kind: 'FIXED_AMOUNT', ...given }));

const fixedPrice = z
  .object({ amounts: amountsSchema(0) })
  .transform((given): KeptEffect => ({ kind: 'FIXED_PRICE', ...given }));

const buyXGetY = z
  .object({
    buys: selectionSchema,
    buyQuantity: pieces,
    getQuantity: pieces,
    percent: shareSchema,
    maxApplications: applications,
  })
  .transform(({ percent, ...given }): KeptEffect => {
    return { kind: 'BUY_X_GET_Y', ...given, basisPoints: percent };
  });

const bundlePrice = z
  .object({ quantity: wholeNumber(2, mostPieces), amounts: amountsSchema(0), maxApplications: applications })
  .transform((given): KeptEffect => ({ kind: 'BUNDLE_PRICE', ...given }));

const tier = z
  .object({ from: amountsSchema(0), percent: shareSchema.nullish(), amounts: amountsSchema(1).nullish() })
  .transform(({ from, percent, amounts }, context): KeptTier => {
    if (percent != null && amounts == null) return { from, off: { basisPoints: percent } };
    if (amounts != null && percent == null) return { from, off: { amounts } };
    const { error: message, params } = oneOfThem('of a percentage and amounts');
    context.addIssue({ code: 'custom', message, params });
    return z.NEVER;
  });

const tiered = z
  .object({
    tiers: z
      .array(tier)
      .refine(
        ({ length }) => length >= 1 && length <= mostTiers,
        refusal('OUT_OF_RANGE', `Please give 1 to ${mostTiers} steps.`),
      )
      .refine(
        (tiers) => areRising(tiers.map(({ from }) => from)),
        refusal(
          'INVALID_VALUE',
          'Please give steps that each begin above the one before, in every currency.',
        ),
      ),
  })
  .transform((given): KeptEffect => ({ kind: 'TIERED', ...given }));

function areRising(steps: readonly Amounts[]): boolean {
  return steps.slice(1).every((step, index) => {
    const before = Object.entries(steps[index] ?? {});
    return before.every(([currency, minor]) => (step[currency as keyof Amounts] ?? Infinity) > minor);
  });
}

const gift = z
  .object({ variantId: idOf('variants'), quantity: pieces })
  .transform((given): KeptEffect => ({ kind: 'GIFT', ...given }));

const freeShipping = z
  .object({
    options: fewOf(text(50) as z.ZodType<string>, mostOptions),
    maximum: amountsSchema(0)
      .nullish()
      .transform((given) => given ?? null),
  })
  .transform((given): KeptEffect => ({ kind: 'FREE_SHIPPING', ...given }));

/** Reads what a promotion takes off: exactly one of the effects. */
export const effectSchema = z
  .object({
    percentage: percentage.nullish(),
    fixedAmount: fixedAmount.nullish(),
    fixedPrice: fixedPrice.nullish(),
    buyXGetY: buyXGetY.nullish(),
    bundlePrice: bundlePrice.nullish(),
    tiered: tiered.nullish(),
    gift: gift.nullish(),
    freeShipping: freeShipping.nullish(),
  })
  .transform((given, context): KeptEffect => {
    const [one, ...others] = Object.values(given).filter((effect) => effect != null);
    if (one !== undefined && others.length === 0) return one;
    const { error: message, params } = oneOfThem('effect');
    context.addIssue({ code: 'custom', message, params });
    return z.NEVER;
  });
