import {
  invalidField,
  invalidInput,
  optionalMultilineText,
  optionalText,
  readInput,
  refusal,
  text,
  type ReadInput,
} from '@cartwright/input';
import { defaultLanguage, languages } from '@cartwright/languages';
import type { StoreCurrency } from '@cartwright/money';
import { z } from 'zod';
import { conditionsSchema } from './conditions-input.ts';
import { effectSchema } from './effect-input.ts';
import { fewOf, wholeNumber } from './input-parts.ts';
import { effectIn, type KeptPromotion, type TitlesByLanguage } from './kept-promotion.ts';
import type { PromotionClass } from './promotion.ts';
import { selectionSchema } from './selection-input.ts';

const largestPriority = 1_000;
const mostUses = 1_000_000_000;
const classes = ['PRODUCT', 'ORDER', 'SHIPPING'] as const satisfies readonly PromotionClass[];

/** What staff type of a promotion: of a change, undefined leaves a field as it is. What they hold is checked here. */
export interface PromotionInput {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly translations?: unknown;
  readonly isEnabled?: boolean | null | undefined;
  readonly startsAt?: Date | null | undefined;
  readonly endsAt?: Date | null | undefined;
  readonly priority?: number | null | undefined;
  readonly combinesWith?: unknown;
  readonly selection?: unknown;
  readonly conditions?: unknown;
  readonly effect?: unknown;
  readonly usageLimit?: number | null | undefined;
  readonly usageLimitPerCustomer?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** A promotion as it may be kept, and why. */
export interface CheckedPromotion {
  readonly fields: Omit<KeptPromotion, 'id' | 'needsCode' | 'version' | 'createdAt' | 'updatedAt'>;
  readonly reason: string | null;
}

const others = languages.filter((language) => language !== defaultLanguage);
const translationsSchema = z
  .array(
    z.object({
      language: z.enum(others, {
        error: `Please give one of the shop's other languages: ${others.join(', ')}.`,
      }),
      title: text(200),
    }),
  )
  .refine(
    (all) => new Set(all.map(({ language }) => language)).size === all.length,
    refusal('INVALID_VALUE', 'Please give each language once.'),
  )
  .transform((all): TitlesByLanguage =>
    Object.fromEntries(all.map(({ language, title }) => [language, title])),
  );

const limit = wholeNumber(1, mostUses).nullable();
const times = { startsAt: z.date().optional(), endsAt: z.date().nullable().optional() };
const changeSchema = z.object({
  title: text(200).optional(),
  description: optionalMultilineText(1_000).optional(),
  translations: translationsSchema.optional(),
  isEnabled: z.boolean().optional(),
  ...times,
  priority: wholeNumber(-largestPriority, largestPriority).optional(),
  combinesWith: fewOf(z.enum(classes), classes.length).optional(),
  selection: selectionSchema.optional(),
  conditions: conditionsSchema.optional(),
  effect: effectSchema.optional(),
  usageLimit: limit.optional(),
  usageLimitPerCustomer: limit.optional(),
  reason: optionalText(500),
});

/** Checks what a promotion is to be, where `present` says what it was so far. */
export function readPromotion(
  input: PromotionInput,
  present: CheckedPromotion['fields'],
): ReadInput<CheckedPromotion> {
  const { description, endsAt, usageLimit, usageLimitPerCustomer, reason, ...kept } = input;
  const given = { ...withoutNulls(kept), description, endsAt, usageLimit, usageLimitPerCustomer, reason };
  const read = readInput(changeSchema, withoutUndefined(given));
  if (read.kind === 'invalid-input') return read;
  const { reason: why, ...change } = read.value;
  const fields = { ...present, ...withoutUndefined(change) };
  if (fields.endsAt !== null && fields.endsAt <= fields.startsAt)
    return invalidInput(invalidField(['endsAt'], 'OUT_OF_RANGE', 'Please give an end behind the start.'));
  const nowhere = minimumWithoutEffect(fields);
  if (nowhere.length > 0) {
    const message = `There is no amount of what it takes off in ${nowhere.join(', ')}.`;
    return invalidInput(invalidField(['conditions', 'minimum'], 'INVALID_VALUE', message));
  }
  return { kind: 'valid', value: { fields, reason: why } };
}

/** The currencies in which something has to be bought for nothing: the promotion does not hold in them. */
function minimumWithoutEffect({ conditions, effect }: CheckedPromotion['fields']): string[] {
  const currencies = Object.keys(conditions.minimum ?? {}) as StoreCurrency[];
  return currencies.filter((currency) => effectIn(effect, currency) === null);
}

/** What is left out or null stays as it is. */
function withoutNulls<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Partial<Fields>;
}

type Known<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function withoutUndefined<Fields extends object>(fields: Fields): Known<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Known<Fields>;
}
