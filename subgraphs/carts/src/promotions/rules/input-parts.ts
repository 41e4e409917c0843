import { refusal, type InvalidFieldCode } from '@cartwright/input';
import { readDecimal } from '@cartwright/money';
import { z } from 'zod';
import type { Amounts } from './kept-promotion.ts';

const mostCurrencies = 50;
const smallestShare = 1;
const wholeShare = 10_000;

/** What is said where several things are given of which there is to be one. */
export const oneOfThem = (what: string) => refusal('INVALID_VALUE', `Please give exactly one ${what}.`);

/** A whole number within limits. */
export function wholeNumber(min: number, max: number) {
  return z
    .int()
    .refine(
      (given) => given >= min && given <= max,
      refusal('OUT_OF_RANGE', `Please give a number from ${min} to ${max}.`),
    );
}

/** A list of at most so many, each once; empty where none is given. */
export function fewOf<Item extends z.ZodType<string>>(item: Item, most: number) {
  return z
    .array(item)
    .nullish()
    .transform((given) => [...new Set(given ?? [])])
    .refine((all) => all.length <= most, refusal('TOO_LONG', `Please give at most ${most}.`));
}

/** The id of something, in lower case. */
export const idOf = (what: string) =>
  z
    .string()
    .transform((id) => id.toLowerCase())
    .refine((id) => z.guid().safeParse(id).success, refusal('INVALID_VALUE', `Please give ids of ${what}.`));

/** A share in percent, of which two decimals count, as basis points. */
export const shareSchema = z
  .number()
  .refine(
    isShare,
    refusal('OUT_OF_RANGE', 'Please give a number from 0.01 to 100, with two decimals at most.'),
  )
  .transform((percent) => Math.round(percent * 100));

function isShare(percent: number): boolean {
  const basisPoints = Math.round(percent * 100);
  return (
    basisPoints >= smallestShare && basisPoints <= wholeShare && Math.abs(basisPoints / 100 - percent) < 1e-9
  );
}

/** Amounts as staff give them, one for each currency, at least one unless there may be none; each at least so many of the smallest unit of its currency. */
export function amountsSchema(leastMinor: 0 | 1, { mayBeNone = false } = {}) {
  return z
    .array(z.object({ amount: z.string(), currencyCode: z.string() }))
    .transform((given, context): Amounts => {
      const fail = (path: readonly (string | number)[], code: InvalidFieldCode, message: string) =>
        context.addIssue({ code: 'custom', path: [...path], message, params: { code } });
      const amounts = new Map<string, number>();
      for (const [index, { amount, currencyCode }] of given.entries()) {
        const minor = readDecimal(amount, currencyCode);
        if (minor === undefined || minor < leastMinor)
          fail([index, 'amount'], 'OUT_OF_RANGE', badAmount[leastMinor]);
        if (amounts.has(currencyCode))
          fail([index, 'currencyCode'], 'INVALID_VALUE', 'Please give one amount for each currency.');
        amounts.set(currencyCode, minor ?? 0);
      }
      if (given.length === 0 && !mayBeNone) fail([], 'REQUIRED', 'Please give at least one amount.');
      if (given.length > mostCurrencies) fail([], 'TOO_LONG', `Please give at most ${mostCurrencies}.`);
      return Object.fromEntries(amounts);
    });
}

const badAmount = {
  0: 'Please give an amount of its currency that is not below zero.',
  1: 'Please give an amount of its currency above zero.',
} as const;
