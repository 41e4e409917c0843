import { countryCodes } from '@cartwright/addresses';
import {
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  refusal,
  text,
  type InvalidField,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import type { PriceList } from './price-list.ts';

/** The most pieces of a variant that a cart takes. */
export const mostPieces = 99;
const mostSteps = 10;
const mostNamed = 50;
const largestPriority = 1_000;
const percentLimits = { min: -9_999, max: 100_000 };
const known = new Set(countryCodes);
const uuid = z.uuid();

/** What staff type of a list, apart from its times. */
export interface PriceListFields {
  readonly name?: string | null | undefined;
  readonly countries?: readonly string[] | null | undefined;
  readonly customerGroupIds?: readonly string[] | null | undefined;
  readonly priority?: number | null | undefined;
  readonly adjustments?:
    readonly { readonly minimumQuantity?: number; readonly percent: number }[] | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Its times, as staff give them. */
export interface PriceListTimes {
  readonly startsAt?: Date | null | undefined;
  readonly endsAt?: Date | null | undefined;
}

/** What a list may be. */
export type CheckedPriceList = Pick<
  PriceList,
  'name' | 'countries' | 'groupIds' | 'priority' | 'adjustments' | 'startsAt' | 'endsAt'
> & { readonly reason: string | null };

/** From how many pieces on something holds. */
export const minimumQuantitySchema = z
  .int()
  .refine(
    (given) => given >= 1 && given <= mostPieces,
    refusal('OUT_OF_RANGE', `Please give a number from 1 to ${mostPieces}.`),
  );

const adjustmentSchema = z
  .object({
    minimumQuantity: minimumQuantitySchema.default(1),
    percent: z
      .number()
      .refine(
        isPercent,
        refusal('OUT_OF_RANGE', 'Please give a number from -99.99 to 1000, with two decimals at most.'),
      ),
  })
  .transform(({ minimumQuantity, percent }) => ({ minimumQuantity, basisPoints: Math.round(percent * 100) }));

/** Whether no two steps begin at one number of pieces, and there are not too many. */
export function areSteps(steps: readonly { readonly minimumQuantity: number }[]): boolean {
  return steps.length <= mostSteps && new Set(steps.map((one) => one.minimumQuantity)).size === steps.length;
}

/** What is said where they are not. */
export const noSteps = refusal(
  'INVALID_VALUE',
  `Please give at most ${mostSteps}, each for another number of pieces.`,
);

const tooMany = refusal('OUT_OF_RANGE', `Please give at most ${mostNamed}.`);

const schema = z.object({
  name: text(100),
  countries: z
    .array(z.string().transform((code) => code.trim().toUpperCase()))
    .refine((codes) => codes.length <= mostNamed, tooMany)
    .refine(
      (codes) => codes.every((code) => known.has(code)),
      refusal('INVALID_VALUE', 'Please give codes of countries, such as DE.'),
    )
    .transform((codes) => [...new Set(codes)].sort()),
  customerGroupIds: z
    .array(z.string().transform((id) => id.toLowerCase()))
    .refine((ids) => ids.length <= mostNamed, tooMany)
    .refine(
      (ids) => ids.every((id) => uuid.safeParse(id).success),
      refusal('INVALID_VALUE', 'Please give ids of customer groups.'),
    )
    .transform((ids) => [...new Set(ids)].sort()),
  priority: z
    .int()
    .refine(
      (given) => Math.abs(given) <= largestPriority,
      refusal('OUT_OF_RANGE', `Please give a number from -${largestPriority} to ${largestPriority}.`),
    ),
  adjustments: z
    .array(adjustmentSchema)
    .refine(areSteps, noSteps)
    .transform((steps) => steps.toSorted((one, other) => one.minimumQuantity - other.minimumQuantity)),
  reason: optionalText(500),
});

function isPercent(percent: number): boolean {
  const basisPoints = Math.round(percent * 100);
  return (
    basisPoints >= percentLimits.min &&
    basisPoints <= percentLimits.max &&
    Math.abs(basisPoints / 100 - percent) < 1e-9
  );
}

/** Checks what a list is to be, where `present` says what it was so far; what is left out stays as it is. */
export function readPriceList(
  input: PriceListFields & PriceListTimes,
  { present, now }: { readonly present: PriceList | null; readonly now: Date },
): ReadInput<CheckedPriceList> {
  const read = readInput(schema, {
    name: input.name ?? present?.name,
    countries: input.countries ?? present?.countries ?? [],
    customerGroupIds: input.customerGroupIds ?? present?.groupIds ?? [],
    priority: input.priority ?? present?.priority ?? 0,
    adjustments: input.adjustments ?? (present?.adjustments ?? []).map(asTyped),
    reason: input.reason,
  });
  const times = timesOf(input, { present, now });
  const fields: InvalidField[] = read.kind === 'invalid-input' ? [...read.fields] : [];
  if (times.endsAt !== null && times.endsAt <= times.startsAt) {
    fields.push(invalidField(['endsAt'], 'OUT_OF_RANGE', 'Please give an end behind the start.'));
  }
  if (read.kind === 'invalid-input' || fields.length > 0) return invalidInput(...fields);
  const { customerGroupIds: groupIds, ...value } = read.value;
  return { kind: 'valid', value: { ...value, groupIds, ...times } };
}

function asTyped({ minimumQuantity, basisPoints }: PriceList['adjustments'][number]) {
  return { minimumQuantity, percent: basisPoints / 100 };
}

function timesOf(
  { startsAt, endsAt }: PriceListTimes,
  { present, now }: { readonly present: PriceList | null; readonly now: Date },
): Pick<PriceList, 'startsAt' | 'endsAt'> {
  const start =
    startsAt == null ? (present?.startsAt ?? now) : new Date(Math.max(startsAt.getTime(), now.getTime()));
  return { startsAt: start, endsAt: endsAt === undefined ? (present?.endsAt ?? null) : endsAt };
}
